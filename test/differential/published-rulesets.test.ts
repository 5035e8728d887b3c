/** Rulesets published while a gate is open: it decides by them as the record does, version by version, and no longer once retracted. */
import { openMemoryLog } from '@vacatur/adapters/memory'
import {
  canonicalText,
  digestOf,
  type EntryInput,
  type EventLog,
  type Gate,
  type Instant,
  type InstantText,
  msOf,
  openGate,
  openRecord,
  type Order,
} from '@vacatur/core'
import { CATALOGUE_DOCUMENTS, catalogue, catalogueWith, type RulesetDocument } from '@vacatur/rules'
import { referenceFor } from '@vacatur/rules/reference'
import { describe, expect, it } from 'vitest'

const at = (text: string): Instant => msOf(text as InstantText)

const source = { authority: 'a house', citation: 'its policy' }
const common = { publishedAt: '2020-01-01T00:00:00.000Z' as InstantText, source }

const LISTED: readonly EntryInput[] = [
  {
    ...common,
    id: 'program',
    type: 'ProgramEstablished',
    validAt: '2020-01-01T00:00:00.000Z',
    program: 'us-1260h',
    title: 'a list',
    schedule: { zone: 'UTC' },
    closeNames: false,
  },
  {
    ...common,
    id: 'acme',
    type: 'EntityRegistered',
    validAt: '2020-01-01T00:00:00.000Z',
    entity: 'acme',
    names: ['Acme'],
    identifiers: [],
  },
  {
    ...common,
    id: 'listing',
    type: 'EntityDesignated',
    validAt: '2020-01-01T00:00:00.000Z',
    program: 'us-1260h',
    entity: 'acme',
    listedOn: '2020-01-01',
  },
]

/** The catalogue's us-1260h under another id, its last rule with another outcome. */
const aHouseRuleset = (version: string, outcome: 'deny' | 'review'): RulesetDocument => {
  const law = CATALOGUE_DOCUMENTS.find(({ ruleset }) => ruleset === 'us-1260h')
  if (law === undefined) throw new Error('no us-1260h')
  const rules = law.rules.map((rule) =>
    rule.name === 'no-securities-effect'
      ? {
          ...rule,
          event: { ...rule.event, params: { ...rule.event.params, outcome, code: `house-${outcome}` } },
        }
      : rule,
  )
  return { ...law, ruleset: 'house', version, rules }
}

const publication = (rules: RulesetDocument, validAt: string): EntryInput => ({
  ...common,
  id: `ruleset/house/${rules.version}`,
  type: 'RulesetPublished',
  validAt,
  ruleset: 'house',
  version: rules.version,
  rules: JSON.parse(JSON.stringify(rules)) as Record<string, never>,
  digest: digestOf(rules),
})

const order = (tradedAt: string): Order => ({
  activity: 'buy',
  instrument: { issuer: { entity: 'acme' }, kind: 'equity', publiclyTraded: true },
  person: { usPerson: true },
  tradedAt: at(tradedAt),
})

const TRADED = ['2020-06-01', '2021-06-01', '2022-06-01'].map((day) => order(`${day}T00:00:00.000Z`))

const append = async (log: EventLog, gate: Gate, entries: readonly EntryInput[]): Promise<void> => {
  const appended = await log.append(entries)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  const { size } = appended.right
  if (gate.status().size >= size) return
  await new Promise<void>((resolve) => {
    const stop = gate.onStatus((status) => {
      if (status.size < size) return
      stop()
      resolve()
    })
  })
}

/** What the gate says of the orders, after holding it against the record by every evaluator. */
const decidedBy = async (log: EventLog, gate: Gate): Promise<readonly string[]> => {
  const [compiled, interpreted] = [
    await openRecord({ log, rulesets: catalogue }),
    await openRecord({ log, rulesets: catalogueWith('interpreter') }),
  ]
  const published = compiled.entries.flatMap(({ entry }) =>
    entry.type === 'RulesetPublished' ? [entry] : [],
  )
  const reference = referenceFor([...catalogue.published, ...published])
  const known = { clock: 'recorded', knownSize: compiled.size } as const
  const outcomes: string[] = []
  for (const one of TRADED) {
    const checked = canonicalText(JSON.parse(JSON.stringify(gate.check(one))) as object)
    const decisions = [
      compiled.decide(one, known),
      interpreted.decide(one, known),
      await compiled.decideWith(reference, one, known),
    ]
    expect(new Set([checked, ...decisions.map((decision) => canonicalText(decision))]).size).toBe(1)
    outcomes.push(gate.check(one).outcome)
  }
  // What a gate found for a later day is not good for an earlier one.
  const back = TRADED.toReversed().map((one) => gate.check(one).outcome)
  expect(back.toReversed()).toEqual(outcomes)
  return outcomes
}

describe('a ruleset published while a gate is open', () => {
  it('decides from its day on, until a later version does, or until it is retracted', async () => {
    const log = await openMemoryLog()
    const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
    await append(log, gate, LISTED)
    expect(await decidedBy(log, gate)).toEqual(['permit', 'permit', 'permit'])
    const held = gate.record()
    const sayingsOf = (sizes: readonly number[]): readonly string[] =>
      sizes.flatMap((knownSize) =>
        TRADED.map((one) => canonicalText(held.decide(one, { clock: 'recorded', knownSize }))),
      )
    const said = sayingsOf([LISTED.length])
    await append(log, gate, [publication(aHouseRuleset('1', 'deny'), '2021-01-01T00:00:00.000Z')])
    // A record that is held keeps to what had been read, the rulesets among that, whatever size it is asked about.
    expect(sayingsOf([LISTED.length, LISTED.length + 1])).toEqual([...said, ...said])
    expect(await decidedBy(log, gate)).toEqual(['permit', 'deny', 'deny'])
    await append(log, gate, [publication(aHouseRuleset('2', 'review'), '2022-01-01T00:00:00.000Z')])
    expect(await decidedBy(log, gate)).toEqual(['permit', 'deny', 'review'])
    await append(log, gate, [
      {
        ...common,
        id: 'retraction',
        type: 'EntryRetracted',
        validAt: '2022-01-01T00:00:00.000Z',
        targets: ['ruleset/house/2'],
        basis: 'entry-error',
        reason: 'published by mistake',
      },
    ])
    expect(await decidedBy(log, gate)).toEqual(['permit', 'deny', 'deny'])
    await gate.close()
  })

  it('leaves the order undetermined where it cannot be loaded: never ignored', async () => {
    const log = await openMemoryLog()
    const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
    const broken = {
      ...publication(aHouseRuleset('1', 'deny'), '2021-01-01T00:00:00.000Z'),
      digest: '0'.repeat(64),
    }
    await append(log, gate, [...LISTED, broken])
    expect(await decidedBy(log, gate)).toEqual(['permit', 'undetermined', 'undetermined'])
    await gate.close()
  })
})

/** What a gate would say of the orders if the entries were appended; then they are, and it must say the same. */
const foreseen = async (
  log: EventLog,
  gate: Gate,
  entries: readonly EntryInput[],
): Promise<readonly string[]> => {
  const whatIf = gate.with(entries)
  if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
  const assumed = TRADED.map((one) => JSON.stringify(whatIf.right.check(one)))
  await append(log, gate, entries)
  expect(assumed).toEqual(TRADED.map((one) => JSON.stringify(gate.check(one))))
  return decidedBy(log, gate)
}

const retraction = (id: string, target: string): EntryInput => ({
  ...common,
  id,
  type: 'EntryRetracted',
  validAt: '2022-01-01T00:00:00.000Z',
  targets: [target],
  basis: 'entry-error',
  reason: 'published by mistake',
})

describe('a ruleset that is assumed to be published', () => {
  it('decides as it does once it is; so does its retraction, and the retraction of that', async () => {
    const log = await openMemoryLog()
    const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
    await append(log, gate, LISTED)
    const house = publication(aHouseRuleset('1', 'deny'), '2021-01-01T00:00:00.000Z')
    expect(await foreseen(log, gate, [house])).toEqual(['permit', 'deny', 'deny'])
    expect(await foreseen(log, gate, [retraction('one', house.id)])).toEqual(['permit', 'permit', 'permit'])
    expect(await foreseen(log, gate, [retraction('two', 'one')])).toEqual(['permit', 'deny', 'deny'])
    await gate.close()
  })
})
