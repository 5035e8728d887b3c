/**
 * What one would write by hand. For any two points in time: a linear fold over a company's few acts, right only because of how the acts
 * were generated, one after the other. For today: a restricted list with the rules as nested ifs. Both are shown to agree with the index.
 */
import type { Entry, Order, Recorded, Standing } from '@vacatur/core'

interface Act {
  readonly index: number
  readonly atMs: number
  /** Null: takes back the act before it. */
  readonly to: Standing | null
  readonly reachesBack: boolean
}

/** A listing with the acts on it, in log order. */
interface Story {
  readonly program: string
  readonly index: number
  readonly atMs: number
  readonly acts: Act[]
}

/** Listings by company. */
export type Stories = ReadonlyMap<string, readonly Story[]>

const BECOMES: Readonly<Partial<Record<Entry['type'], Standing | null>>> = {
  InjunctionGranted: 'enjoined',
  InjunctionDissolved: 'designated',
  StayGranted: 'stayed',
  StayLifted: 'designated',
  EntityDelisted: 'delisted',
  DesignationVacated: 'vacated',
  EntryRetracted: null,
}

/** Reads a log once. */
export const storiesOf = (log: readonly Recorded[]): Stories => {
  const stories = new Map<string, Story[]>()
  const byId = new Map<string, Story>()
  for (const { entry, index } of log) {
    const atMs = Date.parse(entry.validAt as string)
    if (entry.type === 'EntityDesignated') {
      const story: Story = { program: entry.program, index, atMs, acts: [] }
      byId.set(entry.id, story)
      const there = stories.get(entry.entity)
      if (there === undefined) stories.set(entry.entity, [story])
      else there.push(story)
    }
    const to = BECOMES[entry.type]
    if (to === undefined || !('targets' in entry)) continue
    const story = byId.get(entry.targets[0] ?? '')
    if (story === undefined) continue
    byId.set(entry.id, story)
    story.acts.push({ index, atMs, to, reachesBack: to === 'vacated' })
  }
  return stories
}

/** The standing of a company under a program at an instant, by the first `size` entries. */
export const standingByHand = (
  stories: Stories,
  { entity, program }: { readonly entity: string; readonly program: string },
  { at, size }: { readonly at: number; readonly size: number },
): Standing | 'unlisted' => {
  for (const story of stories.get(entity) ?? []) {
    if (story.program !== program || story.index >= size || story.atMs > at) continue
    let before: Standing = 'designated'
    let standing: Standing = 'designated'
    for (const { index, atMs, to, reachesBack } of story.acts) {
      if (index >= size) break
      const kept: Standing = before
      before = standing
      if (to === null) standing = kept
      else if (reachesBack || atMs <= at) standing = to
    }
    return standing
  }
  return 'unlisted'
}

/** A line of the restricted list: what holds today for one security under one program. */
export interface Line {
  readonly program: string
  readonly standing: Standing
  readonly isInForce: boolean
  readonly buyBanned: boolean
  readonly sellBanned: boolean
  readonly holdBanned: boolean
  readonly inWindow: boolean
  readonly buyBannedFrom: number | null
}

/** Lines by ISIN. */
export type RestrictedList = ReadonlyMap<string, readonly Line[]>

const isPermitted = (line: Line, { activity, purpose, person, acquiredAt }: Order): boolean => {
  if (line.program === 'us-1260h') return true
  if (line.standing !== 'designated' || !line.isInForce || activity === 'receive') return true
  if (person.usPerson !== true && person.forUsPerson !== true) return true
  if (purpose === 'facilitate' && person.forUsPerson !== true) return true
  if (activity === 'buy') return !line.buyBanned || (purpose === 'divest' && line.inWindow)
  if (activity === 'hold') return !line.holdBanned
  if (!line.sellBanned) return true
  return (
    line.inWindow &&
    purpose === 'divest' &&
    acquiredAt !== undefined &&
    acquiredAt < (line.buyBannedFrom ?? 0)
  )
}

/** Whether an order of today may go through; undefined where nothing is known of the instrument. */
export const isPermittedByHand = (list: RestrictedList, order: Order): boolean | undefined => {
  const lines = 'isin' in order.instrument ? list.get(order.instrument.isin) : undefined
  if (lines === undefined) return undefined
  for (const line of lines) if (!isPermitted(line, order)) return false
  return true
}
