/** The one text that an entry, ruleset or decision has (RFC 8785), and its digest: what is compared, hashed and stored. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Text that stands for itself between quotes: ASCII without controls, quotes and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/

const LONE_SURROGATE = /\p{Surrogate}/u

const none = (what: string): never => {
  throw new TypeError(`${what} has no canonical JSON`)
}

const stringText = (value: string): string => {
  if (PLAIN.test(value)) return `"${value}"`
  return LONE_SURROGATE.test(value) ? none('half of a surrogate pair') : JSON.stringify(value)
}

const objectText = (value: object): string => {
  let text = ''
  for (const key of Object.keys(value).toSorted()) {
    const held: unknown = (value as Record<string, unknown>)[key]
    if (held !== undefined) text += `${text === '' ? '' : ','}${stringText(key)}:${textOf(held)}`
  }
  return `{${text}}`
}

const textOf = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return stringText(value)
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : none(String(value))
    case 'boolean':
      return String(value)
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? `[${value.map(textOf).join(',')}]` : objectText(value)
    default:
      return none(typeof value)
  }
}

/**
 * Canonical JSON (RFC 8785) of a value of plain JSON, keys that hold undefined left out: keys in the order of their UTF-16 code units,
 * numbers and texts as JSON.stringify writes them. A value that has none is a bug and throws.
 */
export const canonicalText = (value: object): string => textOf(value)

/** SHA-256 of text in UTF-8, as 64 lower-case hexadecimal digits. */
export const sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of the canonical JSON of a value. */
export const digestOf = (value: object): string => sha256Of(canonicalText(value))
