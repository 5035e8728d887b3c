/** Groups of places by key, where most groups have one member: that one is kept as a bare number. */

/** Places by key. */
export type Multimap<K> = ReadonlyMap<K, number | readonly number[]>

/** Adds a place to the group of a key. */
export const addTo = <K>(groups: Map<K, number | number[]>, key: K, place: number): void => {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, place)
  else if (typeof group === 'number') groups.set(key, [group, place])
  else group.push(place)
}

const NONE: readonly number[] = []

/** The places of a key in the order in which they were added. */
export const groupOf = <K>(groups: Multimap<K>, key: K): readonly number[] => {
  const group = groups.get(key)
  if (group === undefined) return NONE
  return typeof group === 'number' ? [group] : group
}

/** The place of a key that has just one; undefined where it has none or several. */
export const onlyOf = <K>(groups: Multimap<K>, key: K): number | undefined => {
  const group = groups.get(key)
  return typeof group === 'number' ? group : undefined
}
