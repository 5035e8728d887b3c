/** `vacatur rules publish`: puts a version of a ruleset into a log, in force from an instant on. Repeating it adds nothing. */
import { type Appended, type EntryOf, type EventLog, msOfEntryInstant, readAll, textOf } from '@vacatur/core'
import { lint } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT, logTrouble, type Trouble } from '../../exit.js'
import { withLog } from '../../option/log-url.js'
import { type PublishOptions, publishedEntry } from '../../option/publication.js'
import { type ReadRuleset, readRulesetFile } from '../../option/ruleset.js'
import { nameOf } from '../../read/bytes.js'
import { count } from '../../render/text.js'
import { utc } from '../../render/when.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson } from '../context.js'
import { isNews, programsIn } from './standing.js'

type Published = EntryOf<'RulesetPublished'>

/** What was published, where, and what came of it. */
interface Publication {
  readonly entry: Published
  readonly log: string
  readonly appended: Appended
}

const warn = ({ checked }: ReadRuleset, path: string, { terminal }: Surroundings): void => {
  const found = lint(checked).length
  if (found === 0) return
  terminal.err(
    `warning: ${count(found, 'finding', 'findings')}; \`vacatur rules lint ${path}\` shows ${found === 1 ? 'it' : 'them'}\n`,
  )
}

const print = (
  { entry, log, appended: { added, size } }: Publication,
  surroundings: Surroundings,
  { json }: CommonOptions,
): void => {
  const { id, ruleset, version, digest } = entry
  const validAt = textOf(msOfEntryInstant(entry.validAt))
  const validUntil = entry.validUntil === undefined ? null : textOf(msOfEntryInstant(entry.validUntil))
  if (json === true) {
    printJson(surroundings, { log, entry: id, ruleset, version, digest, validAt, validUntil, added, size })
    return
  }
  const until = validUntil === null ? '' : ` until ${utc(validUntil)}`
  surroundings.terminal.out(
    [
      `${ruleset} ${version} ${added === 0 ? 'was published already' : 'published'}, in force from ${utc(validAt)}${until}`,
      `digest ${digest}`,
      `entry ${id}; ${log} has ${count(size, 'entry', 'entries')}`,
      '',
    ].join('\n'),
  )
  if (log === 'memory:') surroundings.terminal.err('note: a log in memory is gone when the command ends\n')
}

/** What is told on the way into the log. */
interface Going {
  readonly path: string
  readonly program: string
  readonly terminal: Surroundings['terminal']
}

/** Appends the entry, unless what the log holds already speaks against it. */
const appendTo = async (
  log: EventLog,
  entry: Published,
  { path, program, terminal }: Going,
): Promise<E.Either<Trouble, Publication>> => {
  const recorded = await readAll(log)()
  if (E.isLeft(recorded)) return E.left(logTrouble(recorded.left))
  const news = isNews(entry, recorded.right, { path, log: log.name })
  if (E.isLeft(news)) return news
  const programs = programsIn(recorded.right)
  if (programs.size > 0 && !programs.has(program)) {
    terminal.err(
      `warning: no entry of ${log.name} names the program \`${program}\`: until one does, this ruleset decides nothing\n`,
    )
  }
  const appended = await log.append([entry])()
  return E.isLeft(appended)
    ? E.left(logTrouble(appended.left, () => path))
    : E.right({ entry, log: log.name, appended: appended.right })
}

/** Runs the command. */
export const publish = async (
  surroundings: Surroundings,
  path: string,
  options: PublishOptions & CommonOptions,
): Promise<Ended> => {
  const name = nameOf(path)
  const read = await readRulesetFile(path, surroundings.stdin)
  if (E.isLeft(read)) return read
  const entry = publishedEntry(read.right, options)
  if (E.isLeft(entry)) return entry
  const published = await withLog(logChoiceOf(options, surroundings), { create: false }, async (log) =>
    appendTo(log, entry.right, {
      path: name,
      program: read.right.checked.program,
      terminal: surroundings.terminal,
    }),
  )
  if (E.isLeft(published)) return published
  warn(read.right, name, surroundings)
  print(published.right, surroundings, options)
  return E.right(EXIT.done)
}
