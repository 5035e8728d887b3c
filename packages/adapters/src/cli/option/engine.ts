/** Who reads the law for golden cases: the index, the oracle, or both, whose answers are compared as bytes. */
import {
  canonicalText,
  type Decision,
  indexedRecordOf,
  type LawRecord,
  type Recorded,
  recordOf,
  type Rulesets,
  type StatusInterval,
  statusIntervalJson,
} from '@vacatur/core'

/** The names that are accepted. */
export const ENGINES = ['index', 'oracle', 'both'] as const

/** The name of an engine. */
export type EngineName = (typeof ENGINES)[number]

/** A question to which the two readings of the law gave different answers. */
export interface Disagreement {
  readonly question: string
  /** The answers, as canonical JSON. */
  readonly index: string
  readonly oracle: string
}

/** Told of every question that was put to both. */
export interface Comparison {
  readonly agreed: () => void
  readonly differed: (disagreement: Disagreement) => void
}

interface Answers<A> {
  readonly index: A
  readonly oracle: A
}

/** The JSON of an answer; a decision's own `toJSON` counts. */
const bytesOf = (answer: Decision | StatusInterval): string =>
  'standing' in answer
    ? canonicalText(statusIntervalJson(answer))
    : canonicalText(JSON.parse(JSON.stringify(answer)) as object)

const compared = <A extends Decision | StatusInterval>(
  comparison: Comparison,
  question: object,
  answers: Answers<A>,
): A => {
  const [index, oracle] = [bytesOf(answers.index), bytesOf(answers.oracle)]
  if (index === oracle) comparison.agreed()
  else comparison.differed({ question: JSON.stringify(question), index, oracle })
  return answers.index
}

/** A record whose decisions and statuses are asked of both, and compared; the index's are the ones that are answered. */
export const comparingRecord = (
  { index, oracle }: Answers<LawRecord>,
  comparison: Comparison,
): LawRecord => ({
  ...index,
  status: (subject, asOf) =>
    compared(
      comparison,
      { subject, asOf },
      {
        index: index.status(subject, asOf),
        oracle: oracle.status(subject, asOf),
      },
    ),
  decide: (order, known) =>
    compared(
      comparison,
      { order, known },
      {
        index: index.decide(order, known),
        oracle: oracle.decide(order, known),
      },
    ),
  decideWith: async (evaluate, order, known) =>
    compared(
      comparison,
      { order, known },
      {
        index: await index.decideWith(evaluate, order, known),
        oracle: await oracle.decideWith(evaluate, order, known),
      },
    ),
})

/** Makes records as the engine reads them; of entries that were seen before, the same record. */
export const recordsBy = (
  engine: EngineName,
  rulesets: Rulesets,
  comparison: Comparison,
): ((entries: readonly Recorded[]) => LawRecord) => {
  const made = new WeakMap<readonly Recorded[], LawRecord>()
  const make = (entries: readonly Recorded[]): LawRecord => {
    if (engine === 'oracle') return recordOf(entries, rulesets)
    const index = indexedRecordOf(entries, rulesets)
    if (engine === 'index') return index
    return comparingRecord({ index, oracle: recordOf(entries, rulesets) }, comparison)
  }
  return (entries) => {
    const record = made.get(entries) ?? make(entries)
    made.set(entries, record)
    return record
  }
}
