/** A document to a ruleset that can be evaluated: its shape, then what its names refer to. Every refusal says where and why. */
import { digestOf } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Vocabulary } from '../fact/declaration.js'
import { ORDER } from '../fact/order-vocabulary.js'
import type { Condition, Rule } from './condition.js'
import { measuring } from './extent.js'
import { jsonProblems } from './json.js'
import { problemAt } from './place.js'
import { type RulesetDocument, rulesetDocument, type WrittenRule } from './schema.js'
import { shapeProblems } from './shape-problem.js'
import { MAX_NESTING, type Scope, tooDeep, typeCondition } from './type-condition.js'

/** A ruleset whose every name and operand was checked. */
export interface CheckedRuleset {
  readonly ruleset: string
  readonly version: string
  readonly program: string
  readonly title: string
  /** SHA-256 of the canonical JSON of the document: the order of keys does not matter, everything else does. */
  readonly digest: string
  readonly vocabulary: Vocabulary
  /** In the order in which they are asked: the higher priority first, among equals the one written first. */
  readonly rules: readonly Rule[]
}

/** Tests in a ruleset, those behind names as often as they are named. */
const MAX_TESTS = 100_000

const scopeOf = (document: RulesetDocument, vocabulary: Vocabulary): Scope => ({
  vocabulary,
  named: new Map(Object.entries(document.conditions ?? {})),
  typed: new Map(),
  following: [],
  depth: 0,
})

const PLACEHOLDER = /\{([^{}]*)\}/g

const sentenceProblems = (text: string, place: string, { placeholders }: Vocabulary): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)]
    .map(([, name = '']) => name)
    .filter((name) => !placeholders.includes(name))
    .map((name) =>
      problemAt(place, `{${name}}`, `one of ${placeholders.map((known) => `{${known}}`).join(' ')}`),
    )

const ruleProblems = (rule: WrittenRule, index: number, vocabulary: Vocabulary): readonly string[] => {
  const { sentence, warning } = rule.event.params
  const place = `rules[${index}].event.params`
  return [
    ...sentenceProblems(sentence, `${place}.sentence`, vocabulary),
    ...(warning === undefined ? [] : sentenceProblems(warning, `${place}.warning`, vocabulary)),
  ]
}

const repeated = (rules: readonly WrittenRule[]): readonly string[] =>
  rules.flatMap(({ name }, index) => {
    const first = rules.findIndex((rule) => rule.name === name)
    return first === index
      ? []
      : [problemAt(`rules[${index}].name`, name, `a name of its own (\`rules[${first}]\` has this one)`)]
  })

/** Named conditions are checked even where no rule names them. */
const namedProblems = (scope: Scope): readonly string[] =>
  [...scope.named.keys()].flatMap((name) => {
    const typed = typeCondition({ condition: name }, ['conditions', name], scope)
    return E.isLeft(typed) ? typed.left : []
  })

const ruleOf = (written: WrittenRule, condition: Condition): Rule => {
  const { outcome, code, citation, sentence, warning } = written.event.params
  const spoken = { outcome, code, citation, sentence, ...(warning === undefined ? {} : { warning }) }
  const { name, priority = 1, overrides = [] } = written
  return { name, priority, condition, ...spoken, overrides }
}

const tooMuch = (rules: readonly Rule[], places: readonly string[]): readonly string[] => {
  const extentOf = measuring()
  const extents = rules.map(({ condition }) => extentOf(condition))
  const tests = extents.reduce((sum, extent) => sum + extent.tests, 0)
  return [
    ...extents.flatMap(({ height }, index) => (height > MAX_NESTING ? [tooDeep(places[index] ?? '')] : [])),
    ...(tests > MAX_TESTS ? [`\`rules\` has ${tests} tests, accepted are: at most ${MAX_TESTS}`] : []),
  ]
}

const once = (problems: readonly string[]): readonly string[] => [...new Set(problems)]

const checkNames = (
  document: RulesetDocument,
  vocabulary: Vocabulary,
): E.Either<readonly string[], readonly Rule[]> => {
  const scope = scopeOf(document, vocabulary)
  const before = namedProblems(scope)
  if (before.length > 0) return E.left(once(before))
  const problems: string[] = [...repeated(document.rules)]
  const rules: Rule[] = []
  for (const [index, written] of document.rules.entries()) {
    const typed = typeCondition(written.conditions, ['rules', index, 'conditions'], scope)
    if (E.isLeft(typed)) problems.push(...typed.left)
    else rules.push(ruleOf(written, typed.right))
    problems.push(...ruleProblems(written, index, vocabulary))
  }
  problems.push(
    ...tooMuch(
      rules,
      rules.map((_, index) => `rules[${index}].conditions`),
    ),
  )
  return problems.length > 0 ? E.left(once(problems)) : E.right(rules)
}

/** Checks a document against a vocabulary, by default that of orders. The left side lists every problem, each with its place. */
export const checkRuleset = (
  given: unknown,
  vocabulary: Vocabulary = ORDER,
): E.Either<readonly string[], CheckedRuleset> => {
  const unsafe = jsonProblems(given)
  if (unsafe.length > 0) return E.left(unsafe)
  const read = rulesetDocument.safeParse(given)
  if (!read.success) return E.left(shapeProblems(read.error, given))
  const document = read.data
  return E.map((rules: readonly Rule[]): CheckedRuleset => {
    const { ruleset, version, program, title } = document
    const inOrder = rules.toSorted((one, other) => other.priority - one.priority)
    return { ruleset, version, program, title, digest: digestOf(document), vocabulary, rules: inOrder }
  })(checkNames(document, vocabulary))
}
