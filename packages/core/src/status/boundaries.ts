/** The instants at which a listing of an entity can change although nothing new is learnt. Too many do no harm; one too few does. */
import { boundsOf } from '../time/interval-set.js'
import { forceOf, spanOf } from '../force/force.js'
import { actsOn, type Knowledge, ofType } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { licenseEnd } from './license.js'
import { milestonesOf } from './schedule.js'
import type { Scope } from './subject.js'
import { type Tie, tiesOf, versionsOf } from './tie.js'

/** The entries and everything that acts on them, and on that, and so on. */
const withActs = (knowledge: Knowledge, roots: readonly Recorded[]): ReadonlySet<Recorded> => {
  const found = new Set<Recorded>()
  const waiting = [...roots]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    waiting.push(...actsOn(knowledge, next.entry.id))
  }
  return found
}

const licensesOf = (knowledge: Knowledge, programs: ReadonlySet<string>) =>
  ofType(knowledge, 'LicenseIssued').filter(({ entry }) => programs.has(entry.program))

/** The visible entries that bear on the listings of an entity, of one program or of all. */
export const bearingOn = (knowledge: Knowledge, scope: Scope): ReadonlySet<Recorded> => {
  const ties = tiesOf(knowledge, scope)
  const programs = new Set(ties.map(({ designation }) => designation.entry.program))
  const roots = [
    ...ties.map(({ designation }) => designation),
    ...[...programs].flatMap((one) => versionsOf(knowledge, one)),
    ...licensesOf(knowledge, programs),
  ]
  return withActs(knowledge, roots)
}

const milestoneInstants = (knowledge: Knowledge, { designation }: Tie): readonly (Instant | null)[] =>
  versionsOf(knowledge, designation.entry.program).flatMap((version) => [
    ...Object.values(milestonesOf(version.entry, designation.entry)),
    ...ofType(knowledge, 'LicenseIssued').map(({ entry }) =>
      licenseEnd(entry, designation.entry, version.entry),
    ),
  ])

const unversionedLicenseEnds = (knowledge: Knowledge, { designation }: Tie): readonly (Instant | null)[] =>
  ofType(knowledge, 'LicenseIssued').map(({ entry }) => licenseEnd(entry, designation.entry, undefined))

/** Ascending, each once: between two neighbours (the first inclusive) every listing of the entity stays as it is. */
export const boundariesOf = (knowledge: Knowledge, scope: Scope): readonly Instant[] => {
  const bearing = [...bearingOn(knowledge, scope)]
  const ties = tiesOf(knowledge, scope)
  const instants = [
    ...bearing.flatMap((one) => [...boundsOf(spanOf(one.entry)), ...boundsOf(forceOf(knowledge, one))]),
    ...ties.flatMap((tie) => milestoneInstants(knowledge, tie)),
    ...ties.flatMap((tie) => unversionedLicenseEnds(knowledge, tie)),
  ]
  return [...new Set(instants.filter((instant): instant is Instant => instant !== null))].toSorted(
    (a, b) => a - b,
  )
}
