/** The errors that EventStoreDB answers with: gRPC status, text, and the trailers that its clients read. */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js'

/** How a call is refused. */
export type Refusal = Pick<ServiceError, 'code' | 'details' | 'metadata'>

const refusal = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): Refusal => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return { code, details, metadata }
}

/** This node is not the leader; that one is. */
export const notLeader = (host: string, port: number): Refusal =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

/** This node is not the leader, and knows of none. */
export const noLeader = (): Refusal => refusal(status.UNKNOWN, 'No leader info available in response')

/** This node is starting, or there is an election. */
export const notReady = (): Refusal => refusal(status.UNAVAILABLE, 'Server Is Not Ready')

/** The write was not known to be committed in time. */
export const commitTimeout = (): Refusal =>
  refusal(status.ABORTED, 'Operation timed out: Commit phase timeout.')

/** The stream was tombstoned. */
export const streamDeleted = (stream: string): Refusal =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

/** The stream is at another revision than a deletion expected. */
export const wrongRevision = (stream: string, expected: bigint, actual: bigint): Refusal =>
  refusal(status.FAILED_PRECONDITION, `Delete failed due to WrongExpectedVersion. Stream: ${stream}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expected),
    'actual-version': String(actual),
  })

/** More bytes than one append may have. */
export const tooLarge = (limit: number): Refusal =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

/** An event without its type or content type. */
export const metadataMissing = (property: string): Refusal =>
  refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  })

/** This user may not. */
export const accessDenied = (): Refusal =>
  refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

/** The user's name or password is wrong. */
export const unauthenticated = (): Refusal => refusal(status.UNAUTHENTICATED, 'Unauthenticated')

/** Not a request that this server knows. */
export const invalid = (details: string): Refusal => refusal(status.INVALID_ARGUMENT, details)
