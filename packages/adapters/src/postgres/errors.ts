/** What `pg` and the server throw: whether it passes, whether the server answered at all, and the log's tagged failures. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'

/** https://www.postgresql.org/docs/current/errcodes-appendix.html; five characters, the first two are the class. */
const SQLSTATE = /^[0-9A-Z]{5}$/

const codeOf = (thrown: unknown): string => {
  const code = (thrown as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** The SQLSTATE, if it was the server that spoke. */
const stateOf = (thrown: unknown): string | undefined => {
  const code = codeOf(thrown)
  // EPIPE is five letters as well; what the server throws has a severity.
  const isServer = (thrown as { readonly severity?: unknown } | null)?.severity !== undefined
  return isServer && SQLSTATE.test(code) ? code : undefined
}

/** Connections that end (08, 57P), crashes (58, XX): the statement may have been carried out before that. */
const UNCERTAIN_CLASSES = ['08', '57P', '58', 'XX']

/** True if the server said, and is sure, that the statement was not carried out. */
export const isAnswer = (thrown: unknown): boolean => {
  const state = stateOf(thrown)
  return state !== undefined && !UNCERTAIN_CLASSES.some((start) => state.startsWith(start))
}

/** Serialization failures, deadlocks, plans of an older schema, sessions that were ended, a server that is full or not ready. */
const PASSING_STATES = ['40001', '40P01', '0A000', '25P03', '53300', '57P01', '57P02', '57P03', '57P05']

/** True if the server is not to be reached at the moment, or another try may do better. */
export const isPassing = (thrown: unknown): boolean => {
  const state = stateOf(thrown)
  return state === undefined ? !isBug(thrown) : state.startsWith('08') || PASSING_STATES.includes(state)
}

/** True if the server is there and only has to finish starting. */
export const isStarting = (thrown: unknown): boolean => stateOf(thrown) === '57P03'

/** What is wrong with the caller's TLS or password stays wrong; and a TypeError is nobody's connection. */
const isBug = (thrown: unknown): boolean =>
  thrown instanceof TypeError ||
  thrown instanceof RangeError ||
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED)/.test(codeOf(thrown)) ||
  /^(SASL|The server does not support SSL)/.test(messageOf(thrown))

const messageOf = (thrown: unknown): string => {
  if (thrown instanceof AggregateError) return thrown.errors.map(messageOf).join(', ')
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.message === '' ? codeOf(thrown) || thrown.name : thrown.message
}

/** Tables, columns or functions that are not there, data that the server calls damaged, rows that should not be where they are. */
const CORRUPT = /^(42P01|42703|42883|42804|3F000|XX001|XX002|23\d\d\d)$/

const reasonOf = (thrown: unknown): string => {
  const state = stateOf(thrown)
  if (state === '55P03') return 'another writer kept the log locked'
  if (state === '25006') return 'the server takes no writes (a standby?)'
  return state === undefined ? messageOf(thrown) : `${messageOf(thrown)} (${state})`
}

/** Takes secrets out of a text. */
const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text)

/** Whose failure it is, and what must not be told of it. */
export interface Named {
  readonly name: string
  readonly secrets: readonly string[]
}

/** The reason of what was thrown, without secrets. */
export const reasonWithoutSecrets = (thrown: unknown, { secrets }: Named): string =>
  withoutSecrets(reasonOf(thrown), secrets)

/** What a statement or a connection threw, as the log's failure. */
export const failureOf = (thrown: unknown, log: Named): LogCorrupt | LogUnavailable => {
  const reason = reasonWithoutSecrets(thrown, log)
  const isCorrupt = CORRUPT.test(stateOf(thrown) ?? '')
  return isCorrupt
    ? corrupt(log.name, `the tables are not as they were made, or others wrote to them: ${reason}`)
    : unavailable(log.name, reason)
}

/** What is there is not a log that can be trusted. */
export const corrupt = (log: string, reason: string, index: number | null = null): LogCorrupt => ({
  tag: 'LogCorrupt',
  log,
  index,
  reason,
})

/** The log cannot be used now. */
export const unavailable = (log: string, reason: string): LogUnavailable => ({
  tag: 'LogUnavailable',
  log,
  reason,
})
