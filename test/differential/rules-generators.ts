/** Generated rulesets and facts, for differential tests: small pools of values, so that comparisons come out both ways. */
import type { Facts, FactValue } from '@vacatur/core'
import type { FactDeclaration, RulesetDocument, Vocabulary, WrittenCondition } from '@vacatur/rules'
import fc from 'fast-check'

/** Each run is another; `VACATUR_SEED` repeats one. */
export const seed = Number(process.env['VACATUR_SEED'] ?? Date.now() % 2 ** 31)

/** `VACATUR_FUZZ` multiplies the number of rulesets. */
export const times = Number(process.env['VACATUR_FUZZ'] ?? 1)

const meaning = 'for tests'

/** A vocabulary with every type, twice or more, so that facts can be compared with each other, and names with dots. */
export const WORDS: Vocabulary = {
  placeholders: [],
  facts: {
    tall: { type: 'boolean', omittable: true, meaning },
    'p.red': { type: 'boolean', omittable: true, meaning },
    letter: { type: 'one-of', values: ['a', 'b', 'c'], omittable: true, meaning },
    'p.other': { type: 'one-of', values: ['b', 'c', 'd'], omittable: true, meaning },
    count: { type: 'integer', omittable: true, meaning },
    'p.size': { type: 'integer', minimum: -2, maximum: 4, omittable: true, meaning },
    begin: { type: 'instant', nullable: true, omittable: true, meaning },
    end: { type: 'instant', nullable: true, omittable: true, meaning },
    now: { type: 'instant', omittable: true, meaning },
  },
}

const INSTANTS = [-1, 0, 1, 2].map((step) => Date.UTC(2021, 2, 15) + step)
const INTEGERS = [-2, -1, 0, 1, 2, 3]

const textOfMs = (ms: number): string => new Date(ms).toISOString()

/** Values of a fact as facts hold them: instants in epoch milliseconds; null where the fact may be nothing. */
const valuesOf = (declaration: FactDeclaration): readonly Exclude<FactValue, undefined>[] => {
  switch (declaration.type) {
    case 'boolean':
      return [true, false]
    case 'one-of':
      return declaration.values
    case 'integer':
      return INTEGERS
    case 'instant':
      return declaration.nullable === true ? [...INSTANTS, null] : INSTANTS
    default:
      return declaration satisfies never
  }
}

const constantsOf = (declaration: FactDeclaration): readonly Exclude<FactValue, undefined>[] =>
  declaration.type === 'instant'
    ? INSTANTS.map(textOfMs)
    : valuesOf(declaration).filter((value) => value !== null)

/** Facts of a vocabulary. `omit`: how often, in a hundred, a fact is left out. */
export const someFacts = (vocabulary: Vocabulary, omit: number): fc.Arbitrary<Facts> =>
  fc.record(
    Object.fromEntries(
      Object.entries(vocabulary.facts).map(([name, declaration]): [string, fc.Arbitrary<FactValue>] => {
        const value = fc.constantFrom(...valuesOf(declaration))
        return [
          name,
          omit === 0
            ? value
            : fc.oneof(
                { weight: 100 - omit, arbitrary: value },
                { weight: omit, arbitrary: fc.constant(undefined) },
              ),
        ]
      }),
    ),
  )

const OPERATORS: Readonly<Record<FactDeclaration['type'], readonly string[]>> = {
  boolean: ['equal', 'notEqual', 'in', 'notIn'],
  'one-of': ['equal', 'notEqual', 'in', 'notIn'],
  integer: [
    'equal',
    'notEqual',
    'in',
    'notIn',
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
  ],
  instant: [
    'equal',
    'notEqual',
    'in',
    'notIn',
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
    'before',
    'onOrAfter',
    'within',
  ],
}

/** A fact by its name, or, where the name has a dot, by its first part with a path to the rest. */
const writtenFact = (name: string): fc.Arbitrary<{ fact: string; path?: string }> => {
  const [fact = '', ...rest] = name.split('.')
  const plain = fc.constant({ fact: name })
  if (rest.length === 0) return plain
  return fc.oneof(
    plain,
    fc.constantFrom('', '.', '$.').map((prefix) => ({ fact, path: `${prefix}${rest.join('.')}` })),
  )
}

const sameType = (vocabulary: Vocabulary, type: string): readonly string[] =>
  Object.entries(vocabulary.facts)
    .filter(([, declaration]) => declaration.type === type)
    .map(([name]) => name)

const boundOf = (vocabulary: Vocabulary, declaration: FactDeclaration): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...constantsOf(declaration)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...sameType(vocabulary, declaration.type)).chain(writtenFact),
    },
  )

const withinOf = (vocabulary: Vocabulary, declaration: FactDeclaration): fc.Arbitrary<unknown> =>
  fc
    .tuple(boundOf(vocabulary, declaration), boundOf(vocabulary, declaration))
    .map(([from, until]) =>
      typeof from === 'string' && typeof until === 'string' && from >= until
        ? from === until
          ? [textOfMs(Date.parse(from) - 1), until]
          : [until, from]
        : [from, until],
    )

const operandFor = (
  vocabulary: Vocabulary,
  declaration: FactDeclaration,
  operator: string,
): fc.Arbitrary<unknown> => {
  if (operator === 'in' || operator === 'notIn') {
    return fc.uniqueArray(fc.constantFrom(...constantsOf(declaration)), { minLength: 1, maxLength: 3 })
  }
  if (operator === 'within') return withinOf(vocabulary, declaration)
  const isNullable = declaration.type === 'instant' && declaration.nullable === true
  return isNullable && (operator === 'equal' || operator === 'notEqual')
    ? fc.oneof(fc.constant(null), boundOf(vocabulary, declaration))
    : boundOf(vocabulary, declaration)
}

const someTest = (vocabulary: Vocabulary): fc.Arbitrary<WrittenCondition> =>
  fc
    .constantFrom(...Object.entries(vocabulary.facts))
    .chain(([name, declaration]) =>
      fc
        .constantFrom(...OPERATORS[declaration.type])
        .chain((operator) =>
          fc
            .tuple(writtenFact(name), operandFor(vocabulary, declaration, operator))
            .map(([left, value]) => ({ ...left, operator, value }) as WrittenCondition),
        ),
    )

/** Conditions up to `depth` levels deep, which may refer to the names given. */
const someGroup = (
  vocabulary: Vocabulary,
  names: readonly string[],
  depth: number,
): fc.Arbitrary<WrittenCondition> => {
  const test = someTest(vocabulary)
  const inner =
    depth <= 1
      ? test
      : fc.oneof(
          { weight: 3, arbitrary: test },
          { weight: 2, arbitrary: someGroup(vocabulary, names, depth - 1) },
        )
  const list = fc.array(inner, { minLength: 1, maxLength: 3 })
  const groups: fc.Arbitrary<WrittenCondition>[] = [
    list.map((all) => ({ all })),
    list.map((any) => ({ any })),
    inner.map((not) => ({ not })),
  ]
  if (names.length > 0) groups.push(fc.constantFrom(...names).map((condition) => ({ condition })))
  return fc.oneof(...groups)
}

const OUTCOMES = ['permit', 'permit', 'deny', 'review'] as const

/** Documents of up to `most` rules. Named conditions refer only to those before them; priorities have many ties. */
export const someRuleset = (
  vocabulary: Vocabulary,
  { most = 8, depth = 4 }: { readonly most?: number; readonly depth?: number } = {},
): fc.Arbitrary<RulesetDocument> => {
  const rule = fc.record({
    priority: fc.constantFrom(undefined, 1, 2, 3),
    conditions: someGroup(vocabulary, ['first', 'second'], depth),
    outcome: fc.constantFrom(...OUTCOMES),
  })
  return fc
    .record({
      first: someGroup(vocabulary, [], 2),
      second: someGroup(vocabulary, ['first'], 3),
      rules: fc.array(rule, { minLength: 1, maxLength: most }),
    })
    .map(({ first, second, rules }) => ({
      ruleset: 'generated',
      version: '1',
      program: 'generated',
      title: 'generated',
      conditions: { first, second },
      rules: rules.map(({ priority, conditions, outcome }, index) => ({
        name: `rule-${index}`,
        ...(priority === undefined ? {} : { priority }),
        conditions,
        event: {
          type: outcome,
          params: { outcome, code: `code-${index}`, citation: 'none', sentence: 'Generated.' },
        },
      })),
    })) as fc.Arbitrary<RulesetDocument>
}
