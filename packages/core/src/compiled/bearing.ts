/** The entries of a log that bear on a question, and no others: few, even of a long log. The oracle reads them as it would the whole. */
import type { Instrument } from '../decision/order.js'
import { namedBy } from '../decision/instrument.js'
import type { Recorded } from '../log/recorded.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import type { ProgramNode } from './program.js'

const NONE: readonly number[] = []

/** The positions, and those of everything that acts on them, and on that, and so on: retractions among them. */
const withActs = ({ acts }: BitemporalIndex, roots: Iterable<number>): ReadonlySet<number> => {
  const found = new Set<number>()
  const waiting = [...roots]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    waiting.push(...acts.actingOn(next))
  }
  return found
}

const rootsOfProgram = ({ versions, licenses }: ProgramNode): readonly number[] =>
  [...versions, ...licenses].map(({ position }) => position)

/** Positions of what makes an entity known, and of its designations with their programs. */
const rootsOfEntity = (index: BitemporalIndex, entity: string): readonly number[] => {
  const designations = index.tiesOf.of(entity).map((tie) => index.ties.designation.at(tie))
  const programs = new Set(
    designations.flatMap((designation) => index.designations.program[designation] ?? []),
  )
  return [
    ...index.registrations.of(entity),
    ...designations.map((designation) => index.designations.position.at(designation)),
    ...[...programs].flatMap(rootsOfProgram),
  ]
}

/** What an instrument may mean at any instant. */
export interface Behind {
  /** Slugs of the securities that it may be. */
  readonly securities: readonly string[]
  /** The companies that it may expose to. */
  readonly entities: ReadonlySet<string>
  /** Positions of the registrations that say so. */
  readonly registrations: readonly number[]
}

/** Every security and company that an instrument may mean, by all registrations that there are, retracted ones among them. */
export const behindInstrument = (index: BitemporalIndex, instrument: Instrument): Behind => {
  const entryAt = (position: number) => index.acts.entries[position]?.entry
  const identifier = namedBy(instrument)
  const borne = identifier === undefined ? NONE : index.bearers[identifier.scheme].of(identifier.value)
  const bearers = borne.flatMap((position) => {
    const entry = entryAt(position)
    return entry?.type === 'SecurityRegistered' ? [entry.security] : []
  })
  const securities = 'security' in instrument ? [instrument.security] : bearers
  const registrations = [...borne, ...securities.flatMap((slug) => index.securities.of(slug))]
  const exposed = registrations.flatMap((position) => {
    const entry = entryAt(position)
    if (entry?.type === 'EntityRegistered') return [entry.entity]
    return entry?.type === 'SecurityRegistered' ? entry.exposures.map(({ entity }) => entity) : []
  })
  const named = 'issuer' in instrument && 'entity' in instrument.issuer ? [instrument.issuer.entity] : []
  return { securities, entities: new Set([...exposed, ...named]), registrations }
}

const inLogOrder = ({ acts }: BitemporalIndex, positions: ReadonlySet<number>): readonly Recorded[] =>
  [...positions].toSorted((a, b) => a - b).flatMap((position) => acts.entries[position] ?? [])

/** The entries that bear on what a program bans, whatever the listing. */
export const bearingOnProgram = (index: BitemporalIndex, program: string): readonly Recorded[] => {
  const node = index.programs.get(program)
  return node === undefined ? [] : inLogOrder(index, withActs(index, rootsOfProgram(node)))
}

/** The entries that bear on the status of an entity, under whatever program. */
export const bearingOnEntity = (index: BitemporalIndex, entity: string): readonly Recorded[] =>
  inLogOrder(index, withActs(index, rootsOfEntity(index, entity)))

/** The entries that bear on what becomes of orders for an instrument. */
export const bearingOnInstrument = (index: BitemporalIndex, instrument: Instrument): readonly Recorded[] => {
  const { registrations, entities } = behindInstrument(index, instrument)
  const roots = [...registrations, ...[...entities].flatMap((entity) => rootsOfEntity(index, entity))]
  return inLogOrder(index, withActs(index, roots))
}

/** The published rulesets, with what retracts them. */
export const bearingOnRulesets = (index: BitemporalIndex): readonly Recorded[] =>
  inLogOrder(index, withActs(index, index.rulesets))
