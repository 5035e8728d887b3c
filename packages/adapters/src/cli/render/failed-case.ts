/** A case that failed: what was expected, and what came. */
import type { Paint } from './colour.js'

/** A case that was run. */
export interface CaseRan {
  readonly name: string
  readonly expected: object
  readonly got: object
}

const differing = (
  expected: ReadonlyMap<string, unknown>,
  got: ReadonlyMap<string, unknown>,
): readonly string[] =>
  [...expected.keys()].filter((key) => JSON.stringify(expected.get(key)) !== JSON.stringify(got.get(key)))

/** The keys that differ, each with both values. */
export const failureText = (path: string, { name, ...result }: CaseRan, paint: Paint): string => {
  const expected = new Map<string, unknown>(Object.entries(result.expected))
  const got = new Map<string, unknown>(Object.entries(result.got))
  const keys = differing(expected, got).flatMap((key) => [
    `  ${key}`,
    `    expected ${JSON.stringify(expected.get(key))}`,
    `    got      ${JSON.stringify(got.get(key) ?? null)}`,
  ])
  return `${[`${paint.outcome('deny', 'FAILED')} ${path}: ${name}`, ...keys].join('\n')}\n`
}
