/** How the tests run: on the sources, in threads that share their modules; the long campaigns each in a thread of its own. */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Minutes of small objects: in a thread that others have filled, the collector takes most of the time. */
const CAMPAIGNS = ['test/property/small-logs-*.test.ts', 'test/differential/campaign-*.test.ts']

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
    pool: 'threads',
    // Every processor: left to itself, vitest keeps one free, of two.
    maxWorkers: availableParallelism(),
    // For what hangs: no test is to fail for being slow on a machine that others use as well.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    globalSetup: path('scripts/temporary.ts'),
    reporters: ['default', path('scripts/count-reporter.ts')],
    projects: [
      { extends: true, test: { name: 'campaigns', include: CAMPAIGNS, isolate: true } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: [...CAMPAIGNS, '**/node_modules/**'],
          isolate: false,
        },
      },
    ],
  },
})
