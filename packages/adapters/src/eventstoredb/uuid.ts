/** UUIDs of version 5 (RFC 9562): the same name gives the same UUID, so that an event's id follows from its entry's. */
import { createHash } from 'node:crypto'

const UUID_BYTES = 16

/** The UUID of a name in a namespace that is a UUID itself. */
export const uuidV5 = (namespace: string, name: string): string => {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  const bytes = createHash('sha1').update(space).update(name).digest().subarray(0, UUID_BYTES)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const UUID_DIGITS = 32

/**
 * The id of the event that holds an entry: the UUID of the entry's id, in the namespace that the first 128 bits of its hash name. The
 * hash covers the content, the place, the instant and all entries before, so that the server, which takes an append for one that was
 * made before if the ids are the same, does so only if that is true. By the entry's id alone it would also take an append for made where
 * another process had put other content under the same id.
 */
export const eventIdOf = (entryId: string, chain: string): string =>
  uuidV5(chain.slice(0, UUID_DIGITS), entryId)
