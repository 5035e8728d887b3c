/** How the index goes on: the acts take an entry, what it registers or designates is noted down, and what it touches is brought up to date. */
import type { Recorded } from '../log/recorded.js'
import { type BitemporalIndex, emptyIndex } from './bitemporal-index.js'
import { enter } from './enter.js'
import { refresh } from './refresh.js'

/** Takes the next entry of the log. */
export const take = (index: BitemporalIndex, recorded: Recorded): void => {
  const touched = index.acts.take(recorded)
  enter(index, recorded)
  refresh(index, touched)
}

/** An index of entries, in log order. */
export const indexOf = (entries: Iterable<Recorded>): BitemporalIndex => {
  const index = emptyIndex()
  for (const recorded of entries) take(index, recorded)
  return index
}
