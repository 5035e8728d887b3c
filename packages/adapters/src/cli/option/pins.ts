/** `--rules`: which ruleset versions decide. A pinned one decides whenever the order is traded, and alone for its program. */
import {
  type EntryOf,
  type Instant,
  type InstantText,
  type LawRecord,
  msOfEntryInstant,
  type Order,
  recordOf,
  type RecordOptions,
  type Rulesets,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, type Trouble } from '../exit.js'
import { nameOfPublished, namedAmong, publishedIn } from './ruleset.js'

type Published = EntryOf<'RulesetPublished'>

/** Answers with the record on which an order is decided. */
export interface Pinned {
  readonly recordFor: (order: Order) => LawRecord
  /** The pinned versions that are not in force when the order is traded, and decide it all the same. */
  readonly notInForceFor: (order: Order) => readonly Published[]
}

/** Earlier than any instant at which something is traded. */
const ALWAYS = '0000-01-01T00:00:00.000Z' as InstantText

const isInForce = ({ validAt, validUntil }: Published, at: Instant): boolean =>
  msOfEntryInstant(validAt) <= at && (validUntil === undefined || at < msOfEntryInstant(validUntil))

const resolve = (
  pins: readonly string[],
  published: readonly Published[],
): E.Either<Trouble, readonly Published[]> => {
  const found: Published[] = []
  for (const pin of pins) {
    const named = namedAmong(pin, published, { what: '`--rules`' })
    if (E.isLeft(named)) return named
    const other = found.find(({ ruleset }) => ruleset === named.right.ruleset)
    if (other !== undefined && other.digest !== named.right.digest) {
      const both = [other, named.right].map(nameOfPublished).join(' and ')
      return badUsage(`\`--rules\` names ${both}, accepted is: one version of a ruleset`)
    }
    found.push(named.right)
  }
  return E.right(found)
}

const programOf = ({ rules, ruleset }: Published): unknown => rules['program'] ?? ruleset

const alwaysInForce = ({ validUntil: _, ...published }: Published): Published => ({
  ...published,
  validAt: ALWAYS,
})

/** What the record was opened with. */
export interface Opened extends Pick<RecordOptions, 'unknownInstrument'> {
  readonly record: LawRecord
  readonly rulesets: Rulesets
}

/** Finds the pinned versions among the catalogue's and those of the log. */
export const pinning = (
  pins: readonly string[],
  { record, rulesets, ...options }: Opened,
): E.Either<Trouble, Pinned> => {
  if (pins.length === 0) return E.right({ recordFor: () => record, notInForceFor: () => [] })
  const published = publishedIn(record.entries)
  const resolved = resolve(pins, published)
  if (E.isLeft(resolved)) return resolved
  const programs = new Set(resolved.right.map(programOf))
  const asked = [...resolved.right, ...published.filter((one) => !programs.has(programOf(one)))]
  const pinned = asked.map(({ digest }) => digest)
  const notInForceFor = ({ tradedAt }: Order): readonly Published[] =>
    resolved.right.filter(
      ({ digest }) => !published.some((one) => one.digest === digest && isInForce(one, tradedAt)),
    )
  const records = new Map<string, LawRecord>()
  const recordFor = (order: Order): LawRecord => {
    const brought = notInForceFor(order)
    const key = brought.map(({ digest }) => digest).join()
    const known = records.get(key)
    if (known !== undefined) return known
    const together = { ...rulesets, published: [...rulesets.published, ...brought.map(alwaysInForce)] }
    const made = recordOf(record.entries, together, { ...options, pinned })
    records.set(key, made)
    return made
  }
  return E.right({ recordFor, notInForceFor })
}
