/** The words of the field for what a status says. */
import type { Milestone, Standing, StatusIntervalJson } from '@vacatur/core'

type Bans = Pick<StatusIntervalJson, 'buy' | 'sell' | 'hold'>

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** What is banned, in a clause: `nothing is banned`, `buying is banned, selling only to divest`. */
export const bansInWords = ({ buy, sell, hold }: Bans): string => {
  const banned = [
    ...(buy === 'banned' ? ['buying'] : []),
    ...(sell === 'banned' ? ['selling'] : []),
    ...(hold === 'banned' ? ['holding'] : []),
  ]
  const clauses = [
    ...(banned.length === 0 ? [] : [`${listed(banned)} ${banned.length === 1 ? 'is' : 'are'} banned`]),
    ...(sell === 'divest-only' ? ['selling only to divest'] : []),
  ]
  return clauses.length === 0 ? 'nothing is banned' : clauses.join(', ')
}

/** What is meant by a standing, for people who see it for the first time. */
export const STANDING_IN_WORDS: Readonly<Record<Standing | 'unlisted', string>> = {
  unlisted: 'not on the list',
  designated: 'on the list and in force',
  vacated: 'a court set the listing aside',
  delisted: 'taken off the list',
  enjoined: 'a court keeps the listing from having effect',
  stayed: 'the listing is stayed',
}

/** What begins, or ends, at a milestone. */
export const MILESTONE_IN_WORDS: Readonly<Record<Milestone, string>> = {
  buyBannedFrom: 'buying banned from',
  sellBannedFrom: 'selling banned from',
  divestUntil: 'divesting until',
  holdBannedFrom: 'holding banned from',
}
