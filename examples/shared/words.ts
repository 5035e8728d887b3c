/** The law in words: what a timeline says, and what each entry about a company means. */
import {
  type Instant,
  type InstantText,
  type Known,
  msOf,
  type Recorded,
  type StatusInterval,
  textOf,
} from '@vacatur/core'

const SELLING = { open: [], 'divest-only': ['selling only to divest'], banned: ['no selling'] } as const

const inWords = ({ standing, buy, sell, hold }: StatusInterval): string => {
  const bans = [
    ...(buy === 'banned' ? ['no buying'] : []),
    ...SELLING[sell],
    ...(hold === 'banned' ? ['no holding'] : []),
  ]
  return `${standing}: ${bans.length === 0 ? 'nothing banned' : bans.join(', ')}`
}

/** An instant, stated in UTC with milliseconds. */
export const at = (text: string): Instant => msOf(text as InstantText)

/** What the public could have known at an instant. */
export const asPublicAt = (text: string): Known => ({ clock: 'published', knownAt: at(text) })

const utc = (instant: Instant): string => `${textOf(instant).slice(0, 16).replace('T', ' ')}Z`

/** A line for each instant at which the standing or a ban changes. */
export const lawInWords = (timeline: readonly StatusInterval[]): readonly string[] =>
  timeline.flatMap((interval, place) => {
    const before = timeline[place - 1]
    const isNews = before !== undefined && inWords(before) !== inWords(interval)
    return isNews && interval.since !== null ? [`${utc(interval.since)}  ${inWords(interval)}`] : []
  })

const MEANING: Readonly<Record<string, string>> = {
  EntityDesignated: 'The Department of Defense lists it as a Communist Chinese military company.',
  InjunctionGranted: 'The court enjoins the prohibitions, as to the issuer: for everyone.',
  DesignationVacated: 'The court vacates the designation; by our reading from its first day.',
  EntityDelisted: 'The old list ends; what is left of it is taken off.',
}

const isAbout = ({ entry }: Recorded, designation: string, entity: string): boolean => {
  if (entry.id === designation) return true
  if (entry.type === 'ProceedingNoted') return entry.entities.includes(entity)
  return 'targets' in entry && entry.targets.includes(designation)
}

/** What happened to a designation, as the public learned it: the day, and what it means. */
export const happened = (
  entries: readonly Recorded[],
  { designation, entity }: { readonly designation: string; readonly entity: string },
): readonly (readonly [day: string, meaning: string])[] =>
  entries
    .filter((one) => isAbout(one, designation, entity))
    .map(({ entry }) => {
      const published = typeof entry.publishedAt === 'string' ? entry.publishedAt : entry.publishedAt.instant
      const meaning = 'summary' in entry ? entry.summary : (MEANING[entry.type] ?? entry.type)
      return [published.slice(0, 10), meaning]
    })
