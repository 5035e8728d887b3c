/** The one text that an entry, ruleset or decision has (RFC 8785), and its digest: what is compared, hashed and stored. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** Canonical JSON (RFC 8785) of a value that was parsed before; a value that has none is a bug and throws. */
export const canonicalText = (value: object): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('a value without canonical JSON')
  return text
}

/** SHA-256 of text in UTF-8, as 64 lower-case hexadecimal digits. */
export const sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of the canonical JSON of a value. */
export const digestOf = (value: object): string => sha256Of(canonicalText(value))
