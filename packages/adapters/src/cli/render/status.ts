/** The status of an entity under a program, for people: one short block. */
import { MILESTONES, type ListingJson, type StatusIntervalJson } from '@vacatur/core'
import { citedLines, type Sources } from './sources.js'
import { labelled, shown } from './text.js'
import type { View } from './view.js'
import { both } from './when.js'
import { bansInWords, MILESTONE_IN_WORDS, STANDING_IN_WORDS } from './words.js'

/** What a block is drawn from and for. */
export interface StatusView extends View {
  /** Names of the entity, the one it is known by first. */
  readonly names: readonly string[]
}

const governing = ({ listings, because }: StatusIntervalJson): ListingJson | undefined =>
  listings.find(({ because: own }) => own.join(' ') === because.join(' '))

const milestoneLines = (status: StatusIntervalJson, zone: string | undefined): readonly string[] =>
  MILESTONES.flatMap((name) => {
    const at = status[name]
    return at === null ? [] : [`${MILESTONE_IN_WORDS[name].padEnd(21)}${both(at, zone)}`]
  })

const listingLine = ({ designation, via, match, standing, conflict, enjoinedFor }: ListingJson): string => {
  const through = via === 'listed' ? '' : `, by ${via.replace('-', ' ')} [${match ?? ''}]`
  const parties = enjoinedFor.length === 0 ? '' : `, enjoined for ${enjoinedFor.join(', ')} only`
  return `${standing}${through}${parties}${conflict ? ', several program versions in force' : ''} [${designation}]`
}

const licenseNames = ({ listings }: StatusIntervalJson): readonly string[] => [
  ...new Set(listings.flatMap(({ licenses }) => licenses.map(({ license, id }) => `${license} [${id}]`))),
]

/** The rows of a block, a label and text each; those without text are left out. */
const rowsOf = (status: StatusIntervalJson, sources: Sources): readonly (readonly [string, string])[] => {
  const zone = sources.zoneOf(governing(status)?.version ?? null)
  const needsListings =
    status.listings.length > 1 ||
    status.listings.some(
      ({ via, conflict, enjoinedFor }) => via !== 'listed' || conflict || enjoinedFor.length > 0,
    )
  return [
    ['since', status.since === null ? 'from ever' : both(status.since, zone)],
    ['until', status.until === null ? 'for ever, unless more is recorded' : both(status.until, zone)],
    ['dates', milestoneLines(status, zone).join('\n')],
    ['listings', needsListings ? status.listings.map(listingLine).join('\n') : ''],
    ['licenses', licenseNames(status).join('\n')],
    ['because', citedLines(status.because, sources)],
  ]
}

/** Draws the block. */
export const drawStatus = (
  status: StatusIntervalJson,
  { sources, paint, columns, names }: StatusView,
): string => {
  const { entity, program, standing } = status
  const title = names[0] === undefined ? entity : `${names[0]} (${entity})`
  const head = `${paint.standing(standing, standing.toUpperCase())}: ${STANDING_IN_WORDS[standing]}; ${bansInWords(status)}`
  const rows = rowsOf(status, sources).filter(([, text]) => text !== '')
  return [
    `${paint.strong(shown(title))} under ${program}`,
    head,
    ...rows.map(([label, text]) => labelled(`  ${label}`, text, { columns })),
    '',
  ].join('\n')
}
