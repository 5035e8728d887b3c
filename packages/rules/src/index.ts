/** The public names of the rules package, listed by hand: what is not listed is internal. */

// Facts
export {
  declarationOf,
  type FactDeclaration,
  type FactType,
  MAX_MAGNITUDE,
  readFact,
  type Vocabulary,
} from './fact/declaration.js'
export { ORDER } from './fact/order-vocabulary.js'

// Rulesets
export { type CheckedRuleset, checkRuleset } from './ruleset/check.js'
export type { Bound, Condition, Constant, Operand, Rule, Test } from './ruleset/condition.js'
export { rulesetJsonSchema } from './ruleset/json-schema.js'
export { OPERATORS, type Operator, operatorsFor } from './ruleset/operator.js'
export {
  type RulesetDocument,
  rulesetDocument,
  type WrittenCondition,
  type WrittenRule,
} from './ruleset/schema.js'

// Evaluation
export { type CompiledRuleset, type CompileOptions, compile } from './compile/compile.js'
export { MISSING_FACT, NO_RULE } from './compile/decide.js'
export type { Program } from './compile/emit.js'
export { readTrace, type Step } from './compile/read-trace.js'
export type { Encode, EncodedFacts } from './compile/slots.js'
export { interpret } from './interpret/interpret.js'
export type { Truth } from './interpret/truth.js'

// Loading, and the catalogue
export { CATALOGUE_DOCUMENTS, catalogue, catalogueWith } from './catalogue/catalogue.js'
export { type EvaluatorName, instantsOf, loadWith } from './load/load-ruleset.js'

// For people
export {
  type Compared,
  type ConditionExplained,
  type Explanation,
  explain,
  type RuleExplained,
} from './explain/explain.js'
export { tableOf } from './explain/table.js'
export { inWords } from './explain/words.js'

// Analysis
export {
  type Expected,
  type FactCase,
  type FactCaseFile,
  type FactCaseResult,
  parseFactCaseFile,
  parseFactCases,
  runFactCases,
} from './analysis/cases.js'
export { type ConditionCoverage, type Coverage, coverageOf, type RuleCoverage } from './analysis/coverage.js'
export { type Difference, differencesBetween, explainDifference, type Side } from './analysis/difference.js'
export { type Cited, explainFinding, type Finding, findingInWords } from './analysis/finding.js'
export { lint } from './analysis/lint.js'
export { type WrittenFacts, writtenFacts } from './analysis/witness.js'
