/** JSON as it must be here: one meaning only. What other readers would guess at (a key twice, -0, half a character) is refused. */
import { explainProblem, type Problem, show } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type JSONPath, visit } from 'jsonc-parser'

/** What is wrong with a text, and in which of its lines, from 1. */
export interface JsonProblem extends Problem {
  readonly line: number
}

const DEEPEST = 100
const ACCEPTED = 'JSON (RFC 8259)'
const LONE_SURROGATE = /\p{Surrogate}/u
const SHOWN = 24

const fieldOf = (path: JSONPath): string =>
  path.reduce<string>(
    (field, key) => (typeof key === 'number' ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`),
    '',
  )

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((held) => isDeeperThan(held, levels - 1))
}

const whole = (found: string, accepted: string, line = 1): JsonProblem => ({
  field: '',
  found,
  accepted,
  line,
})

const TOO_DEEP = whole('nested too deep', `at most ${DEEPEST} levels`)

/** jsonc-parser's codes for a word or a gap where a value should be: then the field before it is the one that is wrong. */
const NO_VALUE: readonly number[] = [1, 4]

/** Whether more brackets are open at once, matched or not, than there may be levels: `visit` recurses, and could not go as deep. */
const opensTooDeep = (text: string): boolean => {
  let open = 0
  let isInString = false
  for (let at = 0; at < text.length && open <= DEEPEST; at += 1) {
    const character = text[at]
    if (character === '"') isInString = !isInString
    else if (isInString) at += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') open += 1
    else if (character === ']' || character === '}') open -= 1
  }
  return open > DEEPEST
}

/** Where the text stops being JSON. */
const syntaxProblem = (text: string): JsonProblem => {
  if (opensTooDeep(text)) return TOO_DEEP
  let first: JsonProblem | undefined
  let last = ''
  visit(
    text,
    {
      onObjectProperty: (key, ...[, , , , path]) => {
        last = fieldOf([...path(), key])
      },
      onObjectEnd: () => {
        last = ''
      },
      onError: (code, ...[offset, , line, column]) => {
        const rest = text.slice(offset, offset + SHOWN).split('\n', 1)[0] ?? ''
        const found =
          rest === '' ? 'not JSON at its end' : `not JSON from column ${column + 1} on (\`${rest}\`)`
        const field = NO_VALUE.includes(code) ? last : ''
        first ??= { field, found, accepted: ACCEPTED, line: line + 1 }
      },
    },
    { disallowComments: true },
  )
  return first ?? whole('not JSON', ACCEPTED)
}

/** What is wrong with a value that stands in the text, if anything. */
const literalProblem = (value: unknown): Omit<Problem, 'field'> | undefined => {
  if (Object.is(value, -0)) return { found: '-0', accepted: '0' }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { found: 'a number that is too large', accepted: 'a number that a double can hold' }
  }
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    return { found: show(value), accepted: 'well-formed Unicode (no lone surrogates)' }
  }
  return undefined
}

const keyProblem = (key: string, isTwice: boolean): Omit<Problem, 'field'> | undefined => {
  if (key === '__proto__') return { found: 'there', accepted: 'no such field' }
  return isTwice ? { found: 'stated twice', accepted: 'each key once' } : literalProblem(key)
}

/** The first thing in JSON that has more meanings than one, or none. */
const ambiguityIn = (text: string): JsonProblem | undefined => {
  let first: JsonProblem | undefined
  const keys: Set<string>[] = []
  visit(text, {
    onObjectBegin: () => {
      keys.push(new Set())
    },
    onObjectEnd: () => {
      keys.pop()
    },
    onObjectProperty: (key, ...[, , line, , path]) => {
      const known = keys.at(-1)
      const problem = keyProblem(key, known?.has(key) ?? false)
      if (problem !== undefined) first ??= { field: fieldOf([...path(), key]), ...problem, line: line + 1 }
      known?.add(key)
    },
    onLiteralValue: (value: unknown, ...[, , line, , path]) => {
      const problem = literalProblem(value)
      if (problem !== undefined) first ??= { field: fieldOf(path()), ...problem, line: line + 1 }
    },
  })
  return first
}

const parsed = (text: string): E.Either<JsonProblem, unknown> => {
  try {
    return E.right(JSON.parse(text))
  } catch {
    return E.left(syntaxProblem(text))
  }
}

/** Reads JSON text. The error says in which line what was found, and what is accepted. */
export const readJson = (text: string): E.Either<JsonProblem, unknown> => {
  if (text.startsWith('\u{FEFF}'))
    return E.left(whole('text with a byte order mark', `${ACCEPTED} without one`))
  if (text.trim() === '') return E.left(whole('empty', ACCEPTED))
  if (text.includes('\0')) return E.left(whole('binary (it holds a NUL byte)', ACCEPTED))
  const read = parsed(text)
  if (E.isLeft(read)) return read
  if (isDeeperThan(read.right, DEEPEST)) {
    return E.left(TOO_DEEP)
  }
  const ambiguity = ambiguityIn(text)
  return ambiguity === undefined ? read : E.left(ambiguity)
}

/** A problem in a sentence that begins with its place, like `orders.json:3`. */
export const explainJsonProblem = (file: string, problem: JsonProblem): string =>
  `${file}:${problem.line}: ${explainProblem(problem)}`
