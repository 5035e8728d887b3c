/** The entry that publishes a ruleset, from the ruleset and the options. The same options make the same entry. */
import { type EntryOf, type Instant, parseEntry, show } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badField, badInput, type Trouble } from '../exit.js'
import { readInstant, statedOf } from './instant.js'
import type { ReadRuleset } from './ruleset.js'

/** The options as given. */
export interface PublishOptions {
  readonly validFrom: string
  readonly validUntil?: string
  readonly publishedAt?: string
  readonly authority?: string
  readonly citation?: string
}

const OPTIONS = [
  ['validFrom', '--valid-from'],
  ['validUntil', '--valid-until'],
  ['publishedAt', '--published-at'],
] as const

const instantsOf = (options: PublishOptions): E.Either<Trouble, ReadonlyMap<string, Instant>> => {
  const read = new Map<string, Instant>()
  for (const [key, flag] of OPTIONS) {
    const text = options[key]
    if (text === undefined) continue
    const instant = readInstant(flag, text)
    if (E.isLeft(instant)) return instant
    read.set(key, instant.right)
  }
  const [from, until] = [read.get('validFrom'), read.get('validUntil')]
  if (from !== undefined && until !== undefined && until <= from) {
    const found = show(options.validUntil)
    return badField([{ field: '--valid-until', found, accepted: 'an instant after --valid-from' }])
  }
  return E.right(read)
}

const VERSION = /^[A-Za-z0-9._:-]{1,64}$/

/** The entry; its id is `ruleset/ID/VERSION`. Where nothing is stated, the ruleset became known when it came into force. */
export const publishedEntry = (
  { checked, document, from }: ReadRuleset,
  options: PublishOptions,
): E.Either<Trouble, EntryOf<'RulesetPublished'>> => {
  const { ruleset, version, digest, title } = checked
  const instants = instantsOf(options)
  if (E.isLeft(instants)) return instants
  if (!VERSION.test(version)) {
    const accepted = '1 to 64 of A-Za-z0-9._:-, since it is part of the id of the entry'
    return badField([{ field: 'version', found: show(version), accepted }], from)
  }
  const { validFrom, validUntil, publishedAt = validFrom } = options
  const entry = parseEntry({
    id: `ruleset/${ruleset}/${version}`,
    type: 'RulesetPublished',
    validAt: statedOf(validFrom),
    ...(validUntil === undefined ? {} : { validUntil: statedOf(validUntil) }),
    publishedAt: statedOf(publishedAt),
    source: {
      authority: options.authority ?? 'house policy',
      citation: options.citation ?? `${title}, version ${version}`,
    },
    ruleset,
    version,
    rules: document,
    digest,
  })
  if (E.isLeft(entry)) return badField(entry.left, from)
  return entry.right.type === 'RulesetPublished'
    ? E.right(entry.right)
    : badInput(`${from}: it publishes no ruleset`)
}
