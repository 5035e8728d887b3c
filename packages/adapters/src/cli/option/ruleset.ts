/** Which ruleset is meant: a file, or one that is known (the catalogue's, those a log holds) by id, version or digest. */
import type { Readable } from 'node:stream'
import { type EntryOf, type Recorded, visibleOf } from '@vacatur/core'
import { catalogue, type CheckedRuleset, checkRuleset } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'
import { isFile, nameOf } from '../read/bytes.js'
import { readJsonFile } from '../read/json-file.js'
import { shortly } from '../render/ruleset.js'
import { type LogChoice, openedRecord } from './log-url.js'

type Published = EntryOf<'RulesetPublished'>

/** What is accepted, for help and messages. */
export const RULESET = 'a file of JSON, or the ID, ID@VERSION or digest of a ruleset that is known'

const KNOWN = 'the ID, ID@VERSION or digest of one of'

/** A ruleset, and what it was read from: a file, or the id of the entry that publishes it. */
export interface ReadRuleset {
  readonly checked: CheckedRuleset
  /** The document as it was read. */
  readonly document: unknown
  readonly from: string
}

const MOST_PROBLEMS = 5

/** The problems of a document in one line; of very many, the first few. */
export const badDocument = (place: string, problems: readonly string[]): E.Either<Trouble, never> => {
  const more = problems.length - MOST_PROBLEMS
  const shown = problems.slice(0, MOST_PROBLEMS).join('; ')
  return badInput(`${place}: ${shown}${more > 0 ? `; and ${more} more like these` : ''}`)
}

/** `us-1260h@1 (digest 0123456789ab)`. */
export const nameOfPublished = ({
  ruleset,
  version,
  digest,
}: Pick<Published, 'ruleset' | 'version' | 'digest'>): string =>
  `${ruleset}@${version} (digest ${shortly(digest)})`

/** The catalogue's rulesets and those that a log holds and did not retract; an entry that both have, once. */
export const publishedIn = (entries: readonly Recorded[]): readonly Published[] => {
  const held = visibleOf(entries, { clock: 'recorded', knownSize: entries.length }).flatMap(({ entry }) =>
    entry.type === 'RulesetPublished' ? [entry] : [],
  )
  const heldIds = new Set(held.map(({ id }) => id))
  return [...catalogue.published.filter(({ id }) => !heldIds.has(id)), ...held]
}

const isDigest = (given: string): boolean => /^[0-9a-f]{4,64}$/.test(given)

const byDigest = <A extends Pick<Published, 'digest'>>(published: readonly A[]): readonly A[] => [
  ...new Map(published.map((one) => [one.digest, one])).values(),
]

/** What is named in messages, and what is accepted there besides the rulesets that are known. */
export interface Naming {
  readonly what: string
  readonly alsoAccepted?: string
}

/** The one that is named, by id, by `ID@VERSION`, or by a digest or its beginning (at least four digits). */
export const namedAmong = (
  given: string,
  published: readonly Published[],
  { what, alsoAccepted = '' }: Naming,
): E.Either<Trouble, Published> => {
  const named = published.filter(
    ({ ruleset, version }) => ruleset === given || `${ruleset}@${version}` === given,
  )
  const begun = published.filter(({ digest }) => isDigest(given) && digest.startsWith(given))
  const found = byDigest(named.length > 0 ? named : begun)
  const [only] = found
  if (only !== undefined && found.length === 1) return E.right(only)
  const there = byDigest(found.length > 1 ? found : published)
    .map(nameOfPublished)
    .join(', ')
  return found.length > 1
    ? badInput(`${what} is ${given}, which several rulesets answer to, accepted is one of: ${there}`)
    : badInput(
        `${what} is ${given}, which no ruleset answers to, accepted is: ${alsoAccepted}${KNOWN}: ${there}`,
      )
}

/** Whether what is given can only be meant as a file. */
export const looksLikeAFile = (given: string): boolean => given.endsWith('.json') || given.includes('/')

const checkedFrom = (document: unknown, from: string): E.Either<Trouble, ReadRuleset> => {
  const checked = checkRuleset(document)
  return E.isLeft(checked)
    ? badDocument(from, checked.left)
    : E.right({ checked: checked.right, document, from })
}

/** Reads a ruleset from a file; - is standard input. */
export const readRulesetFile = async (
  path: string,
  stdin: () => Readable,
): Promise<E.Either<Trouble, ReadRuleset>> => {
  const json = await readJsonFile(path, stdin)
  return E.isLeft(json) ? json : checkedFrom(json.right, nameOf(path))
}

/** Where rulesets are looked up besides files: the catalogue and, where one is chosen, a log. */
export interface Shelf {
  readonly choice: LogChoice
  readonly stdin: () => Readable
}

/** The rulesets that are known: the catalogue's and, where the options or the environment choose a log, those in it. */
export const knownRulesets = async ({ choice }: Shelf): Promise<E.Either<Trouble, readonly Published[]>> => {
  const url = choice.log ?? choice.environment['VACATUR_LOG'] ?? ''
  if (url === '') return E.right(publishedIn([]))
  const record = await openedRecord(choice)
  return E.isLeft(record) ? record : E.right(publishedIn(record.right.entries))
}

/** Reads the ruleset that `given` means: the file where there is one, else the one that is known by that name. */
export const readRuleset = async (
  given: string,
  shelf: Shelf,
  what = 'the ruleset',
): Promise<E.Either<Trouble, ReadRuleset>> => {
  if (given === '-' || isFile(given)) return readRulesetFile(given, shelf.stdin)
  const known = await knownRulesets(shelf)
  if (E.isLeft(known)) return known
  const named = namedAmong(given, known.right, { what, alsoAccepted: 'a file of JSON, or ' })
  if (E.isRight(named)) return checkedFrom(named.right.rules, named.right.id)
  return looksLikeAFile(given) ? readRulesetFile(given, shelf.stdin) : named
}

/** Reads those that are given, in their order; the catalogue's where none is. */
export const readRulesets = async (
  given: readonly string[],
  shelf: Shelf,
): Promise<E.Either<Trouble, readonly ReadRuleset[]>> => {
  const reads: (() => Promise<E.Either<Trouble, ReadRuleset>>)[] =
    given.length > 0
      ? given.map((one) => async () => readRuleset(one, shelf))
      : catalogue.published.map(
          ({ rules, id }) =>
            async () =>
              Promise.resolve(checkedFrom(rules, id)),
        )
  const all: ReadRuleset[] = []
  for (const next of reads) {
    const read = await next()
    if (E.isLeft(read)) return read
    all.push(read.right)
  }
  return E.right(all)
}
