/** Entries in parts that every log takes at once. */
import type { Recorded } from '@vacatur/core'

/** EventStoreDB takes 1 MiB in one append as it comes, with what is stored beside the entries. */
const PART_BYTES = 524_288

/** What is stored beside an entry, about. */
const BESIDE_BYTES = 512

/** Entries in order, in parts of about half a megabyte at most; an entry that is larger is a part by itself. */
export const partsOf = (entries: readonly Recorded[]): readonly (readonly Recorded[])[] => {
  const parts: Recorded[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const one of entries) {
    const more = Buffer.byteLength(JSON.stringify(one.entry)) + BESIDE_BYTES
    const part = parts.at(-1)
    if (part === undefined || bytes + more > PART_BYTES) {
      parts.push([one])
      bytes = more
    } else {
      part.push(one)
      bytes += more
    }
  }
  return parts
}
