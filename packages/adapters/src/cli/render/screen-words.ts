/** The words for where positions fall. */
import type { Group } from '@vacatur/core'

/** From the worst; a heading each. */
export const GROUP_IN_WORDS: Readonly<Record<Group, string>> = {
  banned: 'banned',
  'to-divest': 'to divest',
  ahead: 'ban ahead',
  enjoined: 'enjoined or stayed',
  unknown: 'unknown',
  clear: 'clear',
}

/** What that means for who holds them. */
export const GROUP_MEANING: Readonly<Record<Group, string>> = {
  banned: 'the answer is no, or no more may be bought',
  'to-divest': 'no more may be bought; may be sold to divest until the deadline',
  ahead: 'what may be done now (buy, sell to divest, hold) may be no longer',
  enjoined: 'at risk: an injunction or a stay holds a ban off, until it falls',
  unknown: 'it cannot be told, or a person must look: do not assume',
  clear: 'none of these',
}

/** In the order in which people want to read them. */
export const GROUPS_FOR_PEOPLE: readonly Group[] = [
  'banned',
  'to-divest',
  'ahead',
  'enjoined',
  'unknown',
  'clear',
]
