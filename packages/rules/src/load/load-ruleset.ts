/** The core's port: a published ruleset to one that can be asked, or what is wrong with it. */
import type { EntryOf, Instant, LoadRuleset, Ruleset, RulesetRefused } from '@vacatur/core'
import { instantOfMs, msOfEntryInstant } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { declarationOf, type Vocabulary } from '../fact/declaration.js'
import { ORDER } from '../fact/order-vocabulary.js'
import { compile, type CompiledRuleset } from '../compile/compile.js'
import { interpret } from '../interpret/interpret.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { type Operand, type Test, testsOf } from '../ruleset/condition.js'
import { problemAt } from '../ruleset/place.js'

type Published = EntryOf<'RulesetPublished'>

/** How conditions are evaluated: as a compiled graph, or by the plain reading. */
export type EvaluatorName = 'compiled' | 'interpreter'

/** Compiles when first asked: most rulesets that are loaded are never asked. */
const compiledOnce = (checked: CheckedRuleset): (() => CompiledRuleset) => {
  let compiled: CompiledRuleset | undefined
  return () => {
    compiled ??= compile(checked)
    return compiled
  }
}

/** How a ruleset is asked. */
type Asking = Pick<Ruleset, 'evaluate' | 'compiled'>

const EVALUATORS: Readonly<Record<EvaluatorName, (checked: CheckedRuleset) => Asking>> = {
  compiled: (checked) => {
    const compiled = compiledOnce(checked)
    return {
      evaluate: (facts) => compiled().evaluate(facts),
      get compiled() {
        return compiled()
      },
    }
  },
  interpreter: (checked) => ({ evaluate: (facts) => interpret(checked, facts) }),
}

const constantsOf = (operand: Operand): readonly unknown[] => {
  switch (operand.kind) {
    case 'constant':
      return [operand.value]
    case 'list':
      return operand.values
    case 'bounds':
      return [...constantsOf(operand.from), ...constantsOf(operand.until)]
    case 'fact':
      return []
    default:
      return operand satisfies never
  }
}

const isOnInstants = ({ fact }: Test, vocabulary: Vocabulary): boolean =>
  declarationOf(vocabulary, fact)?.type === 'instant'

/** The instants at which a comparison with `constant` may turn: itself, and for those that include it the millisecond after. */
const turningAt = (constant: number): readonly Instant[] =>
  [constant, constant + 1].flatMap((ms) => {
    const instant = instantOfMs(ms)
    return E.isRight(instant) ? [instant.right] : []
  })

/** The instants at which the conditions of a ruleset may turn while facts of the listing stay the same; ascending, each once. */
export const instantsOf = ({ rules, vocabulary }: CheckedRuleset): readonly Instant[] => {
  const instants = rules
    .flatMap(({ condition }) => testsOf(condition))
    .filter((test) => isOnInstants(test, vocabulary))
    .flatMap(({ operand }) => constantsOf(operand))
    .flatMap((constant) => (typeof constant === 'number' ? turningAt(constant) : []))
  return [...new Set(instants)].toSorted((one, other) => one - other)
}

const disagreements = (published: Published, checked: CheckedRuleset): readonly string[] =>
  (['ruleset', 'version', 'digest'] as const)
    .filter((field) => published[field] !== checked[field])
    .map((field) => problemAt(field, published[field], `what \`rules\` says: ${checked[field]}`))

/** What does not depend on when the ruleset is in force; read once for each document, since a log may be read many times. */
interface Read {
  readonly checked: CheckedRuleset
  readonly instants: readonly Instant[]
  readonly asking: Asking
}

const readOnce = (evaluator: EvaluatorName): ((rules: object) => E.Either<readonly string[], Read>) => {
  const known = new WeakMap<object, E.Either<readonly string[], Read>>()
  return (rules) => {
    const before = known.get(rules)
    if (before !== undefined) return before
    const read = E.map(
      (checked: CheckedRuleset): Read => ({
        checked,
        instants: instantsOf(checked),
        asking: EVALUATORS[evaluator](checked),
      }),
    )(checkRuleset(rules, ORDER))
    known.set(rules, read)
    return read
  }
}

const agreed =
  (published: Published) =>
  (read: Read): E.Either<readonly string[], Read> => {
    const problems = disagreements(published, read.checked)
    return problems.length > 0 ? E.left(problems) : E.right(read)
  }

const rulesetOf =
  ({ validAt, validUntil }: Published) =>
  ({ checked, instants, asking }: Read): Ruleset => ({
    ruleset: checked.ruleset,
    version: checked.version,
    digest: checked.digest,
    program: checked.program,
    validAt: msOfEntryInstant(validAt),
    validUntil: validUntil === undefined ? null : msOfEntryInstant(validUntil),
    instants,
    evaluate: asking.evaluate,
    get compiled() {
      return asking.compiled
    },
  })

const refusedOf =
  ({ ruleset, version }: Published) =>
  (problems: readonly string[]): RulesetRefused => ({ tag: 'RulesetRefused', ruleset, version, problems })

/** Loads published rulesets on the facts of orders, to be evaluated as told. A document is read once; it must not be changed. */
export const loadWith = (evaluator: EvaluatorName): LoadRuleset => {
  const read = readOnce(evaluator)
  return (published) =>
    pipe(
      read(published.rules),
      E.chain(agreed(published)),
      E.bimap(refusedOf(published), rulesetOf(published)),
    )
}
