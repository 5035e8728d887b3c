/** What every command starts from: its surroundings, the options that all share, and how it prints. */
import { type LawRecord, visibleOf, type Known, type Recorded } from '@vacatur/core'
import type { LogChoice } from '../option/log-url.js'
import type { Shelf } from '../option/ruleset.js'
import { paintOf } from '../render/colour.js'
import { sourcesOf } from '../render/sources.js'
import type { View } from '../render/view.js'
import type { Surroundings } from '../surroundings.js'

/** Options of every command. */
export interface CommonOptions {
  readonly log?: string
  readonly json?: boolean
}

/** The log that the options choose. */
export const logChoiceOf = ({ log }: CommonOptions, { environment, now }: Surroundings): LogChoice => ({
  ...(log === undefined ? {} : { log }),
  environment,
  now,
})

/** Where rulesets are looked up by name. */
export const shelfOf = (options: CommonOptions, surroundings: Surroundings): Shelf => ({
  choice: logChoiceOf(options, surroundings),
  stdin: surroundings.stdin,
})

/** Prints a value as one line of JSON. */
export const printJson = ({ terminal }: Surroundings, value: unknown): void => {
  terminal.out(`${JSON.stringify(value)}\n`)
}

/** The view of a record on a terminal. */
export const viewOf = (record: LawRecord, { terminal }: Surroundings): View => ({
  sources: sourcesOf(record.entries),
  paint: paintOf(terminal.hasColour),
  columns: terminal.columns,
})

/** The entries visible by a knowledge. */
export const visibleIn = (record: LawRecord, known: Known): readonly Recorded[] =>
  visibleOf(record.entries, known)
