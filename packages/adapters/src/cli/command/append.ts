/** `vacatur append`: entries from files into the log. All are read first; then one append, of all or of none. */
import {
  type Appended,
  EMPTY_LOG,
  type Entry,
  type Identifier,
  isWellFormedIdentifier,
  planAppend,
  prepareAll,
} from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Ended, EXIT, logTrouble, type Trouble } from '../exit.js'
import { logIsThere, withLog } from '../option/log-url.js'
import { type JsonLine, readJsonLines } from '../read/json-lines.js'
import { progressOver } from '../render/progress.js'
import { count, shown } from '../render/text.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson } from './context.js'

const readFiles = async (
  paths: readonly string[],
  { stdin, terminal }: Surroundings,
): Promise<E.Either<Trouble, readonly JsonLine[]>> => {
  const progress = progressOver(paths, terminal)
  const lines: JsonLine[] = []
  try {
    for (const path of paths) {
      const read = await readJsonLines(path, { stdin, onBytes: progress.advance })
      if (E.isLeft(read)) return read
      for (const line of read.right) lines.push(line)
    }
    return E.right(lines)
  } finally {
    progress.end()
  }
}

type PlaceOf = (position: number) => string

/** Whether a log that is not there yet would take them: asked before a file is made, so that a refusal leaves none behind. */
const wouldBegin = (entries: readonly unknown[], placeOf: PlaceOf): E.Either<Trouble, void> => {
  const plan = pipe(
    prepareAll(entries),
    E.chainW((prepared) => planAppend(prepared, EMPTY_LOG)),
  )
  return E.isLeft(plan) ? E.left(logTrouble(plan.left, placeOf)) : E.right(undefined)
}

/** An identifier whose check digit is bad, and where it was read. */
interface BadIdentifier extends Pick<Identifier, 'scheme' | 'value'> {
  readonly place: string
  readonly id: string
}

/** `entries` were accepted by a log. */
const badIdentifiersIn = (entries: readonly Entry[], placeOf: PlaceOf): readonly BadIdentifier[] =>
  entries.flatMap((entry, position) => {
    const identifiers = 'identifiers' in entry ? entry.identifiers : []
    return identifiers
      .filter((identifier) => !isWellFormedIdentifier(identifier))
      .map(({ scheme, value }) => ({ place: placeOf(position), id: entry.id, scheme, value }))
  })

/** A ruleset that the log keeps and nobody can ask, and where it was read. */
interface UnreadableRuleset {
  readonly place: string
  readonly id: string
  readonly problems: readonly string[]
}

const unreadableIn = (entries: readonly Entry[], placeOf: PlaceOf): readonly UnreadableRuleset[] =>
  entries.flatMap((entry, position) => {
    if (entry.type !== 'RulesetPublished') return []
    const loaded = catalogue.load(entry)
    if (E.isRight(loaded)) return []
    return [{ place: placeOf(position), id: entry.id, problems: loaded.left.problems }]
  })

const MOST_WARNINGS = 10

const warnOfRulesets = (unreadable: readonly UnreadableRuleset[], { terminal }: Surroundings): void => {
  for (const { place, id, problems } of unreadable) {
    const first = problems[0]?.replaceAll('\n', ' ') ?? ''
    terminal.err(
      `warning: ${place}: the ruleset of \`${id}\` cannot be read (${first}); where it is in force, orders are undetermined\n`,
    )
  }
}

const warn = (bad: readonly BadIdentifier[], { terminal }: Surroundings): void => {
  for (const { place, scheme, value, id } of bad.slice(0, MOST_WARNINGS)) {
    terminal.err(
      `warning: ${place}: the check digit of ${scheme} ${shown(value)} is bad; \`${id}\` is kept, and flagged\n`,
    )
  }
  const more = bad.length - MOST_WARNINGS
  if (more > 0)
    terminal.err(`warning: and ${count(more, 'more identifier', 'more identifiers')} like these\n`)
}

const summaryOf = ({ added, indexes, size }: Appended, log: string): string => {
  const already = indexes.length - added
  const there = already === 0 ? '' : `, ${count(already, 'was', 'were')} there already`
  return `${count(added, 'entry', 'entries')} new${there}; ${log} has ${count(size, 'entry', 'entries')}\n`
}

/** Runs the command. */
export const append = async (
  surroundings: Surroundings,
  paths: readonly string[],
  options: CommonOptions,
): Promise<Ended> => {
  const choice = logChoiceOf(options, surroundings)
  const there = await logIsThere(choice)
  if (E.isLeft(there)) return there
  const lines = await readFiles(paths, surroundings)
  if (E.isLeft(lines)) return lines
  const placeOf: PlaceOf = (position) => lines.right[position]?.place ?? `entry ${position}`
  const entries = lines.right.map(({ value }) => value)
  const begins = there.right ? E.right(undefined) : wouldBegin(entries, placeOf)
  if (E.isLeft(begins)) return begins
  return withLog(choice, { create: true }, async (log): Promise<Ended> => {
    const appended = await log.append(entries)()
    if (E.isLeft(appended)) return E.left(logTrouble(appended.left, placeOf))
    const { added, indexes, size } = appended.right
    const accepted = entries as readonly Entry[]
    const bad = badIdentifiersIn(accepted, placeOf)
    const unreadable = unreadableIn(accepted, placeOf)
    if (options.json === true) {
      const already = indexes.length - added
      const flags = { badCheckDigits: bad, unreadableRulesets: unreadable }
      printJson(surroundings, { log: log.name, added, already, size, ...flags })
      return E.right(EXIT.done)
    }
    warn(bad, surroundings)
    warnOfRulesets(unreadable, surroundings)
    surroundings.terminal.out(summaryOf(appended.right, log.name))
    return E.right(EXIT.done)
  })
}
