/** The shape of a ruleset document: json-rules-engine's JSON, made strict. Shape only: what names refer to is checked later. */
import { OUTCOMES } from '@vacatur/core'
import * as z from 'zod'
import { OPERATORS } from './operator.js'

const refusal =
  (accepted: string) =>
  (issue: { readonly code?: string }): string | undefined =>
    issue.code === 'unrecognized_keys' ? undefined : accepted

const textOf = (accepted: string) => z.string({ error: accepted }).min(1, { error: accepted })

const NAME = 'a name: 1 to 128 of A-Za-z0-9._-, beginning with a letter or digit'
const name = z.string({ error: NAME }).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, { error: NAME })

const SLUG = 'a slug: lower-case letters, digits and single hyphens, like us-ns-cmic (at most 128)'
const slug = z
  .string({ error: SLUG })
  .max(128, { error: SLUG })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: SLUG })

const FACT = 'the name of a fact'

/** The name of a fact, or its first part where a path follows; which there are, a vocabulary says. */
export const factName = textOf(FACT)

const PATH = 'a plain path of own properties, like usPerson, .usPerson or $.usPerson; no expressions'
const path = z
  .string({ error: PATH })
  .regex(/^(\$?\.)?[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/, { error: PATH })

const FACT_REFERENCE = 'an object { "fact": name, "path"? }'
const factReference = z.strictObject(
  { fact: factName, path: path.optional() },
  { error: refusal(FACT_REFERENCE) },
)

/** Another fact to compare with. */
export type FactReference = z.infer<typeof factReference>

const OPERAND = 'a constant, a list of constants, or { "fact": name }'
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], { error: OPERAND })
const operand = z.union([scalar, factReference, z.array(z.union([scalar, factReference]))], {
  error: OPERAND,
})

/** What a fact is compared with, as written. */
export type WrittenOperand = z.infer<typeof operand>

const operator = z.enum(OPERATORS, { error: `one of ${OPERATORS.join(', ')}` })

const test = z.strictObject(
  { fact: factName, path: path.optional(), operator, value: operand },
  { error: refusal('an object { fact, path?, operator, value }') },
)

/** One fact compared with a constant, a list, another fact, or two bounds. */
export type WrittenTest = z.infer<typeof test>

const reference = z.strictObject(
  { condition: name },
  { error: refusal('an object { "condition": name of one of the ruleset’s conditions }') },
)

/** A condition as a document writes it. */
export type WrittenCondition =
  | { readonly all: readonly WrittenCondition[] }
  | { readonly any: readonly WrittenCondition[] }
  | { readonly not: WrittenCondition }
  | z.infer<typeof reference>
  | WrittenTest

const EMPTY = 'a list of at least one condition'
const conditions = z
  .array(
    z.lazy(() => writtenCondition),
    { error: EMPTY },
  )
  .min(1, { error: EMPTY })

/** The keys of which a condition has exactly one, in the order of the options of `writtenCondition`. */
export const CONDITION_KEYS = ['all', 'any', 'not', 'condition', 'fact'] as const

const groups = [
  z.strictObject({ all: conditions }),
  z.strictObject({ any: conditions }),
  z.strictObject({ not: z.lazy(() => writtenCondition) }),
  reference,
] as const

const writtenCondition: z.ZodType<WrittenCondition> = z.union([...groups, test])

/** The condition of a rule, or one with a name: as in json-rules-engine, not a bare test. */
export type WrittenGroup = Exclude<WrittenCondition, WrittenTest>

const writtenGroup: z.ZodType<WrittenGroup> = z.union(groups)

const params = z.strictObject(
  {
    outcome: z.enum(OUTCOMES, { error: `one of ${OUTCOMES.join(', ')}` }),
    code: name,
    citation: textOf('the source in law that the rule rests on'),
    sentence: textOf('a sentence for people'),
    warning: textOf('a sentence for people').optional(),
  },
  { error: refusal('an object { outcome, code, citation, sentence, warning? }') },
)

const PRIORITY = 'a whole number from 1 to 1000000'
const rule = z.strictObject(
  {
    name,
    priority: z
      .int({ error: PRIORITY })
      .min(1, { error: PRIORITY })
      .max(1_000_000, { error: PRIORITY })
      .optional()
      .meta({ description: 'the higher speaks first; default 1; among equals the one written first' }),
    conditions: writtenGroup,
    event: z.strictObject(
      { type: textOf('the type of the event'), params },
      { error: refusal('an object { type, params }') },
    ),
    overrides: z
      .array(name, { error: 'a list of names of rules' })
      .optional()
      .meta({ description: 'rules of another outcome that this one, on purpose, speaks before' }),
  },
  { error: refusal('an object { name, priority?, conditions, event, overrides? }') },
)

/** A rule as a document writes it. */
export type WrittenRule = z.infer<typeof rule>

const RULES = 'a list of at least one rule'

/** The schema of a ruleset document. */
export const rulesetDocument = z.strictObject(
  {
    $schema: textOf('the address of a JSON Schema').optional(),
    ruleset: slug,
    version: textOf('the version, as text'),
    program: slug,
    title: textOf('text'),
    conditions: z
      .record(
        name,
        z.lazy(() => writtenGroup),
        { error: 'an object of named conditions' },
      )
      .optional(),
    rules: z.array(rule, { error: RULES }).min(1, { error: RULES }),
  },
  { error: refusal('an object { ruleset, version, program, title, conditions?, rules }') },
)

/** A ruleset as a document writes it. */
export type RulesetDocument = z.infer<typeof rulesetDocument>
