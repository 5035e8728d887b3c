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
  banned: 'a ban is in force, and no window to divest is open',
  'to-divest': 'may be sold to divest, until the deadline',
  ahead: 'a ban starts, or a window closes',
  enjoined: 'at risk: a court holds the ban off, and it is back if the order falls',
  unknown: 'no security that the log knows answers to the identifier',
  clear: 'no ban in force or ahead',
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
