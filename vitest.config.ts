/** How the tests run: on the sources, in threads that share their modules. */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@vacatur\/(core|rules)$/, replacement: path('packages/$1/src/index.ts') },
      {
        find: /^@vacatur\/(core|rules|adapters)\/([a-z]+)$/,
        replacement: path('packages/$1/src/$2/index.ts'),
      },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // Every processor: left to itself, vitest keeps one free, of two.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    reporters: ['default', path('scripts/count-reporter.ts')],
  },
})
