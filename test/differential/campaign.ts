/** A campaign of index against oracle: so many (log, question) pairs from a seed; each difference with what reproduces it. */
import {
  type Instant,
  type Known,
  type LawRecord,
  type Order,
  OUTCOMES,
  parseOrder,
  type Recorded,
} from '@vacatur/core'
import {
  ask,
  type Asked,
  type BitemporalIndex,
  emptyIndex,
  groundsFor,
  lawFor,
  recordOn,
  rulesetsInForce,
  take,
  Views,
} from '@vacatur/core/compiled'
import {
  candidatesOf,
  concludeNow,
  type Conclusion,
  type Grounds,
  knowledgeOf,
  type Law,
  lawOf,
  resolverOf,
  statusAt,
} from '@vacatur/core/oracle'
import { catalogue, catalogueWith } from '@vacatur/rules'
import { entriesOf, record } from '../generate/log.js'
import { randomMove, randomOf, wholeBelow } from '../generate/random.js'
import { at, ENTITIES, GRID_DAYS, gridMs, PARTIES, PROGRAMS, REUSED_LEI } from '../generate/universe.js'

/** What a campaign came to. */
export interface CampaignResult {
  readonly pairs: number
  readonly logs: number
  readonly differences: readonly string[]
}

const MAX_DIFFERENCES = 3

const pick = <T>(random: () => number, from: readonly T[]): T => from[wholeBelow(random, from.length)] as T

const instantOf = (random: () => number): Instant =>
  gridMs(wholeBelow(random, GRID_DAYS + 14), pick(random, [0, 0, 0, -1, 1])) as Instant

const knownOf = (random: () => number, size: number): Known => {
  const draw = wholeBelow(random, 4)
  if (draw === 0) return { clock: 'published', knownAt: instantOf(random) }
  if (draw === 1) return { clock: 'recorded', knownAt: instantOf(random) }
  return { clock: 'recorded', knownSize: wholeBelow(random, size + 1) }
}

const instrumentOf = (random: () => number): object => {
  const draw = wholeBelow(random, 8)
  if (draw === 0) return { isin: 'REUSED' }
  if (draw === 1) return { security: 'basket' }
  if (draw === 2) return { issuer: { lei: REUSED_LEI } }
  const issuer = { entity: pick(random, ENTITIES) }
  return draw === 3
    ? { issuer }
    : { issuer, kind: pick(random, ['equity', 'fund', 'debt']), publiclyTraded: draw % 2 === 0 }
}

const orderOf = (random: () => number): Order => {
  const truth = (): object => (random() < 0.5 ? { usPerson: random() < 0.7 } : {})
  const parsed = parseOrder({
    activity: pick(random, ['buy', 'sell', 'hold', 'receive']),
    purpose: pick(random, ['invest', 'divest', 'facilitate']),
    instrument: instrumentOf(random),
    person: {
      ...truth(),
      ...(random() < 0.5 ? { forUsPerson: random() < 0.5 } : {}),
      ...(random() < 0.5 ? { id: pick(random, PARTIES) } : {}),
    },
    tradedAt: at(instantOf(random)),
    ...(random() < 0.5 ? { acquiredAt: at(instantOf(random)) } : {}),
  })
  if (parsed._tag === 'Left') throw new Error(`a generated order was refused: ${JSON.stringify(parsed.left)}`)
  return parsed.right
}

interface Logged {
  readonly log: readonly Recorded[]
  readonly index: BitemporalIndex
  readonly views: Views
}

/** No generated log publishes a ruleset, so that these are asked throughout, as a gate asks the same until its log changes them. */
const ASKED = rulesetsInForce(candidatesOf([], catalogue))
const PLAIN = catalogueWith('interpreter')

/** Whether both say the same of an order; of its reasons as well. */
const sameConclusion = ({ log, index }: Logged, known: Known, order: Order): boolean => {
  const knowledge = knowledgeOf(log, known)
  const common = { unknownInstrument: 'review' as const }
  const plain = concludeNow(
    {
      ...common,
      law: lawOf(knowledge),
      resolver: resolverOf(knowledge),
      candidates: candidatesOf(log, PLAIN),
    },
    order,
  )
  const fast = concludeNow(
    {
      ...common,
      ...groundsFor({ index, size: log.length }, order.instrument, known),
      candidates: candidatesOf(log, catalogue),
    },
    order,
  )
  return JSON.stringify(plain) === JSON.stringify(fast)
}

/** What an answer is in the gate's own terms: of each reason the outcome, the listing and the rule, the strictest first. */
const inBrief = ({ resolved, findings }: Asked): string => {
  if (resolved === null) return 'unknown-instrument'
  const bySeverity = findings.toSorted((a, b) => a.severity - b.severity)
  return JSON.stringify(
    bySeverity.map(({ severity, question, verdict }) => [
      OUTCOMES[severity],
      question.listing.designation,
      verdict?.kind === 'rule' ? verdict.rule.rule : null,
    ]),
  )
}

const inBriefOf = ({ reasons }: Conclusion): string =>
  reasons[0]?.code === 'unknown-instrument'
    ? 'unknown-instrument'
    : JSON.stringify(
        reasons.flatMap(({ outcome, listing, rule }) => (listing === null ? [] : [[outcome, listing, rule]])),
      )

const ORDERS_AT_A_HEAD = 12

/** Asks orders as a gate does, of all that the index has read, in any order of time; answers those that the oracle answers otherwise. */
const differingAtHead = ({ log, index, views }: Logged, random: () => number): readonly Order[] => {
  const read = log.slice(0, index.acts.entries.length)
  const knowledge = knowledgeOf(read, { clock: 'recorded', knownSize: read.length })
  const grounds: Grounds = {
    unknownInstrument: 'review',
    law: lawOf(knowledge),
    resolver: resolverOf(knowledge),
    candidates: candidatesOf(read, PLAIN),
  }
  const asking = { index, views, rulesets: ASKED, size: read.length }
  return Array.from({ length: ORDERS_AT_A_HEAD }, () => orderOf(random)).filter(
    (order) => inBrief(ask(asking, order)) !== inBriefOf(concludeNow(grounds, order)),
  )
}

/** Whether both say the same of a status. */
const sameStatus = (
  { index, answering, plain: law }: Logged & { readonly answering: LawRecord; readonly plain: Law },
  known: Known,
  random: () => number,
): boolean => {
  const subject = { entity: pick(random, ENTITIES), program: pick(random, PROGRAMS) }
  const validAt = instantOf(random)
  const plain = statusAt(law, subject, validAt)
  const fast = statusAt(lawFor({ index, size: answering.size }, subject.entity, known), subject, validAt)
  const standing = answering.standing(subject, { ...known, validAt })
  return JSON.stringify(plain) === JSON.stringify(fast) && plain.standing === standing
}

const QUESTIONS_A_LOG = 160
const STATUSES_A_KNOWLEDGE = 7

/** Runs a campaign of at least so many pairs. */
export const campaign = (seed: number, pairs: number): CampaignResult => {
  const differences: string[] = []
  let asked = 0
  let logs = 0
  while (asked < pairs && differences.length < MAX_DIFFERENCES) {
    const random = randomOf(seed * 1_000_003 + logs)
    const log = record(
      entriesOf(Array.from({ length: 4 + wholeBelow(random, 22) }, () => randomMove(random))),
    )
    const logged = { log, index: emptyIndex(), views: new Views() }
    const heads = [wholeBelow(random, log.length), log.length - 1]
    for (const [place, recorded] of log.entries()) {
      take(logged.index, recorded)
      if (!heads.includes(place)) continue
      const differing = differingAtHead(logged, random)
      differences.push(
        ...differing.map(
          (order) => `gate: seed ${seed}, log ${logs}, size ${place + 1}, ${JSON.stringify(order)}`,
        ),
      )
      asked += ORDERS_AT_A_HEAD
    }
    const answering = recordOn(logged.index, catalogue)
    for (let question = 0; question < QUESTIONS_A_LOG; question += STATUSES_A_KNOWLEDGE + 1) {
      const known = knownOf(random, log.length)
      const where = `seed ${seed}, log ${logs}, question ${question}, ${JSON.stringify(known)}`
      const plain = lawOf(knowledgeOf(log, known))
      for (let status = 0; status < STATUSES_A_KNOWLEDGE; status += 1) {
        if (!sameStatus({ ...logged, answering, plain }, known, random)) differences.push(`status: ${where}`)
      }
      const order = orderOf(random)
      if (!sameConclusion(logged, known, order))
        differences.push(`decision: ${where}, ${JSON.stringify(order)}`)
      asked += STATUSES_A_KNOWLEDGE + 1
    }
    logs += 1
  }
  return { pairs: asked, logs, differences }
}
