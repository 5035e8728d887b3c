/** Would the campaign notice? Each mutation breaks the index in one way in which an index of law is easily wrong; each must be found. */
import { describe, expect, it } from 'vitest'
import type { campaign } from './campaign.js'
import { mutated, type Mutation } from './mutants.js'

/** What the mutant exports. */
interface Campaign {
  readonly campaign: typeof campaign
}

const SEED = 7
const PAIRS = 60_000

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'bounds of valid time excluded at the start and included at the end',
    file: 'compiled/track.ts',
    from: 'states[firstAbove(bounds, at)]',
    to: 'states[firstAbove(bounds, at - 1)]',
  },
  {
    name: 'the same in what held before',
    file: 'compiled/track.ts',
    from: 'store.bounds.at(step) > at)',
    to: 'store.bounds.at(step) >= at)',
  },
  {
    name: 'a listing from the instant after its own',
    file: 'compiled/tie-state.ts',
    from: 'designations.listedAt.at(designation) <= point.at',
    to: 'designations.listedAt.at(designation) < point.at',
  },
  {
    name: 'an entry seen one entry too late',
    file: 'compiled/track.ts',
    from: '(one) => store.size.at(editions[one] ?? 0) > size) - 1',
    to: '(one) => store.size.at(editions[one] ?? 0) >= size) - 1',
  },
  {
    name: 'an entry seen one entry too early',
    file: 'compiled/tie-state.ts',
    from: 'designations.index.at(designation) < point.size',
    to: 'designations.index.at(designation) <= point.size',
  },
  {
    name: 'naive undo: what an act took out is put back, whatever else takes it out',
    file: 'compiled/acting.ts',
    from: 'const changed = isOn ? withLatest(earlier, acting) : othersIn(earlier)',
    to: 'const changed = isOn ? withLatest(earlier, acting) : UNTOUCHED',
  },
  {
    name: 'an act put in place of another that acts at the same time',
    file: 'compiled/acting.ts',
    from: 'const changed = isOn ? withLatest(earlier, acting) : othersIn(earlier)',
    to: 'const changed = isOn ? withLatest(UNTOUCHED, acting) : othersIn(earlier)',
  },
  {
    name: 'the kind of the latest act, not the strongest',
    file: 'compiled/acting.ts',
    from: 'const kind = Math.min(latest % KINDS, kindOf(set))',
    to: 'const kind = latest % KINDS',
  },
  {
    name: 'an act taken out with all that came after it',
    file: 'compiled/acting.ts',
    from: 'return later.reduceRight(withLatest, changed)',
    to: 'return isOn ? later.reduceRight(withLatest, changed) : changed',
  },
  {
    name: 'only what changes, where an earlier change reached further',
    file: 'compiled/refresh.ts',
    from: 'const since = isBack ? listedAt : Math.max(listedAt, from)',
    to: 'const since = Math.max(listedAt, Number.isFinite(from) ? from + 1 : from)',
  },
  {
    name: 'a designation that comes back without the acts that came while it was away',
    file: 'compiled/refresh.ts',
    from: 'isBack ? acts.actingOn(position) : changedActs',
    to: 'changedActs',
  },
  {
    name: 'naive undo among the acts themselves',
    file: 'compiled/acts.ts',
    from: 'const force = subtract(span, union(actingOn(position).map(reachOf)))',
    to: `const undone = actingOn(position).filter((act) => !isVisible(act))
    const force =
      undone.length > 0
        ? union([forceOf(position), ...undone.map((act) => spanOf(entryAt(act).entry))])
        : subtract(span, union(actingOn(position).map(reachOf)))`,
  },
  {
    name: 'a retraction ignored',
    file: 'compiled/acts.ts',
    from: 'for (const turned of count(position, index + 1)) touched.set(turned, -Infinity)',
    to: 'void count',
  },
  {
    name: 'a retraction of a retraction ignored',
    file: 'compiled/retractions.ts',
    from: "entries[target]?.entry.type === 'EntryRetracted'",
    to: 'false',
  },
  {
    name: 'a retraction that hides for ever what it hid, also in what was known before',
    file: 'compiled/retractions.ts',
    from: 'turned.filter((turn) => turn <= size).length % 2 === 0',
    to: 'turned.length % 2 === 0',
  },
  {
    name: 'the reach of an order that has ended',
    file: 'compiled/acts.ts',
    from: 'isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force',
    to: 'isAbInitio(entry) ? ALWAYS : force',
  },
  {
    name: 'ab initio as if it were prospective',
    file: 'compiled/acts.ts',
    from: 'isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force',
    to: 'force',
  },
  {
    name: 'statuses on the published clock by the recorded order',
    file: 'compiled/indexed-record.ts',
    from: `known.clock === 'published'
    ? lawOf(`,
    to: `known.clock === 'published'
    ? lawAt(reading.index, logSizeAt(reading.index.acts, known.knownAt), known) ?? lawOf(`,
  },
  {
    name: 'decisions on the published clock by the recorded order',
    file: 'compiled/indexed-record.ts',
    from: `if (known.clock === 'published') {`,
    to: `if (known.clock === 'published' && false) {`,
  },
  {
    name: 'the oldest version of a program in force, not the latest',
    file: 'compiled/tie-state.ts',
    from: 'versions?.versions.at(-1)',
    to: 'versions?.versions.at(0)',
  },
  {
    name: 'a match before it takes effect',
    file: 'compiled/tie-state.ts',
    from: 'point.at < ties.matchedAt.at(tie) ||',
    to: '',
  },
  {
    name: 'whoever bears an identifier first, not the one that bears it at the time',
    file: 'compiled/index-resolver.ts',
    from: 'return bearerAt(securitiesBearing(index, identifier, size), identifier, at) ?? null',
    to: 'return securitiesBearing(index, identifier, size)[0] ?? null',
  },
  {
    name: 'what an instrument came to, after the log has gone on',
    file: 'compiled/views.ts',
    from: 'this.entries === index.acts.entries.length &&',
    to: '',
  },
  {
    name: 'what an instrument came to, at the instant at which it ends',
    file: 'compiled/view.ts',
    from: 'at < endOfView(view)',
    to: 'at <= endOfView(view)',
  },
  {
    name: 'what an instrument came to, whenever',
    file: 'compiled/stretch.ts',
    from: 'if (instant > this.from) this.from = instant',
    to: '',
  },
  {
    name: 'what a listing came to, past a milestone',
    file: 'compiled/narrow.ts',
    from: 'for (const name of MILESTONES) stretch.turn(milestones[name])',
    to: 'void milestones',
  },
  {
    name: 'what a listing came to, past the end of a license',
    file: 'compiled/narrow.ts',
    from: 'for (const license of inForce) stretch.turn(endOf(license, entry, version))',
    to: '',
  },
  {
    name: 'licenses of another program',
    file: 'compiled/view.ts',
    from: 'inForce.get(program)',
    to: '[...inForce.values()].at(0)',
  },
  {
    name: 'whoever bore an identifier when it was last asked for',
    file: 'compiled/index-resolver.ts',
    from: 'for (const instant of resolutionBoundaries(index, instrument, size)) stretch.turn(instant)',
    to: '',
  },
  {
    name: 'the facts of another listing',
    file: 'compiled/view.ts',
    from: 'facts += slotsOf(draft)',
    to: '',
  },
  {
    name: 'the facts of an order under the name of others',
    file: 'compiled/ask.ts',
    from: 'person.usPerson,\n  person.forUsPerson,',
    to: 'person.forUsPerson,\n  person.usPerson,',
  },
  {
    name: 'the standing of the first listing, not of the one that governs',
    file: 'compiled/tie-state.ts',
    from: 'isWeightier < 0 ||',
    to: 'isWeightier > 0 ||',
  },
]

describe('the campaign of index against oracle', () => {
  it('finds nothing in the index as it is', async () => {
    const { campaign } = await mutated<Campaign>('campaign.ts')
    expect(campaign(SEED, PAIRS).differences).toEqual([])
  })

  it.each(MUTATIONS)('finds $name', async (mutation) => {
    const { campaign } = await mutated<Campaign>('campaign.ts', mutation)
    expect(campaign(SEED, PAIRS).differences.length).toBeGreaterThan(0)
  })
})
