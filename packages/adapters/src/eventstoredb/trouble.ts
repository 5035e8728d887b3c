/** What the client throws, sorted by what it means for an append: nothing happened, or who knows. No exception passes this point. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'

/** Why a call did not do what it was to do. */
export type Trouble =
  /** It did not reach a server that takes calls: nothing happened. Another try may help. */
  | { readonly kind: 'not-reached'; readonly reason: string }
  /** No answer, or none that says: an append may have happened. Another try may help. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** The node sent the call away to the leader: nothing happened. Another try may help. */
  | { readonly kind: 'not-leader'; readonly leader: string | undefined }
  /** The stream is at another revision: nothing happened. */
  | { readonly kind: 'wrong-revision' }
  /** There is no such stream, or all that it had was deleted. */
  | { readonly kind: 'not-found' }
  /** All that the stream had was deleted, or it was tombstoned. */
  | { readonly kind: 'deleted' | 'tombstoned' }
  /** What is there is not what was written. */
  | { readonly kind: 'corrupt'; readonly index: number | null; readonly reason: string }
  /** More bytes than the server takes in one append: nothing happened. */
  | { readonly kind: 'too-large'; readonly limit: number }
  /** The server will not, however often it is asked: nothing happened. */
  | { readonly kind: 'refused'; readonly reason: string }

interface Thrown {
  readonly type?: unknown
  readonly code?: unknown
  readonly details?: unknown
  readonly message?: unknown
  readonly leader?: { readonly address?: unknown; readonly port?: unknown }
  readonly maxAppendSize?: unknown
  readonly _raw?: { readonly details?: unknown }
}

const GRPC = { invalidArgument: 3, exhausted: 8, unimplemented: 12, unavailable: 14 } as const

/** Texts of gRPC, of the client and of the server that say that the call was not taken. */
const NOT_REACHED = [
  /No connection established/,
  /Name resolution failed/,
  /Channel closed before call started/,
  /^Failed to discover after/,
  /Server Is Not Ready/,
  /Server Is Too Busy/,
  /No leader info available/,
]

const MISTAKES: readonly unknown[] = [GRPC.invalidArgument, GRPC.exhausted, GRPC.unimplemented]

/** One line: gRPC repeats itself over several. */
const reasonOf = ({ details, message, _raw }: Thrown, thrown: unknown): string => {
  const text = [details, _raw?.details, message].find((one) => typeof one === 'string' && one !== '')
  return String(text ?? thrown)
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .replace(/\s*Resolution note:\s*$/, '')
}

const leaderOf = ({ leader }: Thrown): string | undefined =>
  typeof leader?.address === 'string' ? `${leader.address}:${Number(leader.port)}` : undefined

/** What was thrown, sorted. The client's errors are told by their `type`, gRPC's own by their `code`. */
export const troubleOf = (thrown: unknown): Trouble => {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Thrown
  const reason = reasonOf(error, thrown)
  switch (error.type) {
    case 'wrong-expected-version':
      return { kind: 'wrong-revision' }
    case 'not-leader':
      return { kind: 'not-leader', leader: leaderOf(error) }
    case 'stream-not-found':
    case 'no-stream':
      return { kind: 'not-found' }
    case 'stream-deleted':
      return { kind: 'tombstoned' }
    case 'maximum-append-size-exceeded':
      return { kind: 'too-large', limit: Number(error.maxAppendSize) }
    case 'access-denied':
      return { kind: 'refused', reason: `access denied (${reason})` }
    case 'invalid-argument':
    case 'missing-required-metadata-property':
      return { kind: 'refused', reason }
    default:
      if (NOT_REACHED.some((text) => text.test(reason))) return { kind: 'not-reached', reason }
      return MISTAKES.includes(error.code) ? { kind: 'refused', reason } : { kind: 'lost', reason }
  }
}

/** True if another try may help. */
export const isPassing = ({ kind }: Trouble): boolean =>
  kind === 'not-reached' || kind === 'lost' || kind === 'not-leader'

/** Trouble in a phrase. */
export const explainTrouble = (trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'not-reached':
    case 'lost':
    case 'refused':
    case 'corrupt':
      return trouble.reason
    case 'not-leader':
      return `the node is not the leader; ${trouble.leader === undefined ? 'no leader is known' : `the leader is ${trouble.leader}`}`
    case 'wrong-revision':
      return 'other writers were faster'
    case 'not-found':
      return 'there is no such stream'
    case 'deleted':
      return 'the stream was deleted; its entries are hidden until the server is scavenged'
    case 'tombstoned':
      return 'the stream was tombstoned: it is gone for ever'
    case 'too-large':
      return `the server takes ${trouble.limit} bytes in one append`
    default:
      return trouble satisfies never
  }
}

/** The log's failure for trouble that ends a call of which nothing happened. */
export const failureOf = (log: string, trouble: Trouble): LogCorrupt | LogUnavailable => {
  const reason = explainTrouble(trouble)
  const { kind } = trouble
  if (kind === 'corrupt') return { tag: 'LogCorrupt', log, index: trouble.index, reason }
  const isGone = kind === 'deleted' || kind === 'tombstoned' || kind === 'not-found'
  return isGone ? { tag: 'LogCorrupt', log, index: null, reason } : { tag: 'LogUnavailable', log, reason }
}
