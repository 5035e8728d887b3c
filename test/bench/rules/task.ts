/**
 * The decision task: 13 rules over 15 facts, in json-rules-engine's JSON; the first rule that holds, by priority, decides. An outcome is
 * the place of the rule, 0 to 12, or 13 where none holds. Dates are days since 1970; 0 is no date.
 */
import { randomOf } from '../../generate/random.js'

/** The facts of one question. */
export interface TaskFacts {
  readonly personType: 'usPerson' | 'foreign'
  readonly side: 'buy' | 'sell'
  readonly instrument: 'equity' | 'debt' | 'derivative' | 'fund'
  readonly exposureKind: 'direct' | 'indirect'
  readonly status: 'none' | 'designated' | 'enjoined' | 'vacated'
  readonly listTier: 'none' | 'CMIC' | 'SDN'
  readonly tradeDate: number
  readonly effectiveFrom: number
  readonly divestBy: number
  readonly glFrom: number
  readonly glTo: number
  readonly vacatedOn: number
  readonly ownershipPct: number
  readonly fundExposurePct: number
  readonly isDivestment: boolean
}

/** A condition of the task. */
export type TaskCondition =
  | { readonly all: TaskCondition[] }
  | { readonly any: TaskCondition[] }
  | { readonly not: TaskCondition }
  | TaskTest

/** A comparison with a constant, a list or another fact. */
export interface TaskTest {
  readonly fact: string
  readonly operator: TaskOperator
  readonly value: TaskOperand
}

/** The comparisons that the task uses. */
export type TaskOperator =
  | 'equal'
  | 'notEqual'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'
  | 'in'

/** What a fact is compared with. */
export type TaskOperand = string | number | boolean | readonly string[] | { readonly fact: string }

/** A rule of the task. */
export interface TaskRule {
  readonly name: string
  readonly priority: number
  readonly conditions: { readonly all: TaskCondition[] }
  readonly event: { readonly type: string; readonly params: object }
}

const test = (fact: keyof TaskFacts, operator: TaskOperator, value: TaskOperand): TaskTest => ({
  fact,
  operator,
  value,
})
const fact = (name: keyof TaskFacts) => ({ fact: name })
const designated = test('status', 'equal', 'designated')

interface Said {
  readonly outcome: 'permit' | 'review' | 'deny'
  readonly citation: string
}

const rule = (name: string, priority: number, said: Said, all: TaskCondition[]): TaskRule => ({
  name,
  priority,
  conditions: { all },
  event: { type: 'rule', params: { ...said, code: name, sentence: `The rule ${name} holds.` } },
})

const permit = (citation: string): Said => ({ outcome: 'permit', citation })
const review = (citation: string): Said => ({ outcome: 'review', citation })
const deny = (citation: string): Said => ({ outcome: 'deny', citation })

const ACTS: readonly TaskRule[] = [
  rule('VACATED', 130, permit('vacatur order'), [
    test('status', 'equal', 'vacated'),
    test('vacatedOn', 'greaterThan', 0),
    test('vacatedOn', 'lessThanInclusive', fact('tradeDate')),
  ]),
  rule('ENJOINED-SELL', 120, permit('injunction order'), [
    test('status', 'equal', 'enjoined'),
    test('side', 'equal', 'sell'),
  ]),
  rule('ENJOINED-BUY', 110, review('injunction order'), [
    test('status', 'equal', 'enjoined'),
    test('side', 'equal', 'buy'),
  ]),
  rule('NON-US', 100, permit('EO 13959 sec.1'), [
    test('personType', 'notEqual', 'usPerson'),
    { not: test('listTier', 'equal', 'SDN') },
  ]),
  rule('SDN', 90, deny('31 CFR 501'), [
    test('listTier', 'equal', 'SDN'),
    {
      any: [
        test('glFrom', 'equal', 0),
        test('glFrom', 'greaterThan', fact('tradeDate')),
        test('glTo', 'lessThan', fact('tradeDate')),
      ],
    },
  ]),
  rule('GL-WINDOW', 80, permit('General Licence'), [
    test('glFrom', 'greaterThan', 0),
    test('glFrom', 'lessThanInclusive', fact('tradeDate')),
    test('glTo', 'greaterThanInclusive', fact('tradeDate')),
    test('instrument', 'in', ['equity', 'debt', 'fund']),
  ]),
]

const BANS: readonly TaskRule[] = [
  rule('NOT-YET-EFFECTIVE', 70, permit('EO 14032 sec.1(b)'), [
    designated,
    test('effectiveFrom', 'greaterThan', fact('tradeDate')),
  ]),
  rule('DIVESTMENT', 60, permit('EO 14032 sec.1(c)'), [
    designated,
    test('side', 'equal', 'sell'),
    test('isDivestment', 'equal', true),
    test('divestBy', 'greaterThanInclusive', fact('tradeDate')),
  ]),
  rule('DIVEST-EXPIRED', 50, deny('EO 14032 sec.1(c)'), [
    designated,
    test('side', 'equal', 'sell'),
    { any: [test('isDivestment', 'equal', false), test('divestBy', 'lessThan', fact('tradeDate'))] },
  ]),
  rule('DIRECT-BUY', 40, deny('EO 14032 sec.1(a)'), [
    designated,
    test('side', 'equal', 'buy'),
    test('exposureKind', 'equal', 'direct'),
    test('instrument', 'in', ['equity', 'debt', 'derivative']),
  ]),
  rule('INDIRECT', 30, deny('EO 14032 sec.1(a)'), [
    designated,
    {
      any: [
        test('ownershipPct', 'greaterThanInclusive', 50),
        {
          all: [
            test('exposureKind', 'equal', 'indirect'),
            test('fundExposurePct', 'greaterThanInclusive', 25),
          ],
        },
      ],
    },
  ]),
  rule('FUND-DE-MINIMIS', 20, review('OFAC FAQ 865'), [
    designated,
    test('instrument', 'equal', 'fund'),
    test('fundExposurePct', 'greaterThan', 0),
    test('fundExposurePct', 'lessThan', 25),
  ]),
  rule('CLEAR', 10, permit('no listing'), [
    test('status', 'in', ['none', 'vacated']),
    { not: { any: [test('listTier', 'equal', 'SDN'), test('ownershipPct', 'greaterThanInclusive', 50)] } },
  ]),
]

/** The rules, the one of the highest priority first. */
export const RULES: readonly TaskRule[] = [...ACTS, ...BANS]

/** The outcome where no rule holds. */
export const NONE = RULES.length

/** Generated questions; the same for the same seed. */
export const questions = (count: number, seed = 42): readonly TaskFacts[] => {
  const random = randomOf(seed)
  const pick = <T>(...from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const below = (bound: number): number => Math.floor(random() * bound)
  const day = (): number => 18_000 + below(2000)
  const maybe = (part: number): number => (random() < part ? day() : 0)
  return Array.from({ length: count }, () => {
    const glFrom = maybe(0.35)
    return {
      personType: pick('usPerson', 'usPerson', 'usPerson', 'foreign'),
      side: pick('buy', 'sell'),
      instrument: pick('equity', 'debt', 'derivative', 'fund'),
      exposureKind: pick('direct', 'indirect'),
      status: pick('none', 'none', 'designated', 'designated', 'designated', 'enjoined', 'vacated'),
      listTier: pick('none', 'CMIC', 'CMIC', 'CMIC', 'SDN'),
      tradeDate: day(),
      effectiveFrom: day(),
      divestBy: day(),
      glFrom,
      glTo: glFrom === 0 ? 0 : glFrom + below(600),
      vacatedOn: maybe(0.5),
      ownershipPct: below(100),
      fundExposurePct: below(60),
      isDivestment: random() < 0.6,
    }
  })
}
