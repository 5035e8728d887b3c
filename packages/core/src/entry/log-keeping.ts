/** Entries about the log itself: an entry retracted, a ruleset published. */
import * as z from 'zod'
import { common, instant, isWellFormedText, refusal, slug, targets, text } from './field.js'

/** As if its targets had never been entered: the source was withdrawn, or the mistake was ours. */
export const EntryRetracted = z.strictObject({
  ...common,
  type: z.literal('EntryRetracted'),
  targets,
  basis: z.enum(['source-withdrawn', 'entry-error'], { error: 'source-withdrawn or entry-error' }),
  reason: text,
})

/** JSON that has a canonical form: finite numbers, no -0, no lone surrogates, no own `__proto__` key. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const MAX_DEPTH = 64

const isCanonicalJson = (value: unknown, depth = 0): value is Json => {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'string') return isWellFormedText(value)
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isCanonicalJson(item, depth + 1))
  return Object.entries(value).every(
    ([key, item]) => key !== '__proto__' && isWellFormedText(key) && isCanonicalJson(item, depth + 1),
  )
}

/** JSON that the core keeps and hands on, without reading it: the rules package knows what it means. */
const opaque = z.custom<{ readonly [key: string]: Json }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isCanonicalJson(value),
  { error: refusal('a JSON object of finite numbers (no -0), well-formed text, at most 64 levels deep') },
)

/** A version of a ruleset, in force from `validAt` on. `digest` is the SHA-256 of the canonical JSON of `rules`. */
export const RulesetPublished = z.strictObject({
  ...common,
  type: z.literal('RulesetPublished'),
  ruleset: slug,
  version: text,
  validUntil: instant.optional(),
  rules: opaque,
  digest: z
    .string({ error: 'a SHA-256 digest: 64 lower-case hexadecimal digits' })
    .regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 digest: 64 lower-case hexadecimal digits' }),
})
