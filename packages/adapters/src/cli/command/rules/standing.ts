/** What a log says already about a ruleset that is to be published into it. */
import { type EntryOf, msOfEntryInstant, type Recorded, textOf, visibleOf } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../../exit.js'
import { shortly } from '../../render/ruleset.js'

type Published = EntryOf<'RulesetPublished'>

/** Every program that an entry names. */
export const programsIn = (entries: readonly Recorded[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ entry }) => ('program' in entry ? [entry.program] : [])))

const validAtOf = ({ validAt }: Published): string => textOf(msOfEntryInstant(validAt))

/** Where an entry comes from, and where it is to go. */
interface Way {
  readonly path: string
  readonly log: string
}

/** One published already, and who has it. */
interface Holding {
  readonly other: Published
  readonly holder: string
}

const holdings = (entries: readonly Recorded[], log: string): readonly Holding[] => [
  ...catalogue.published.map((other) => ({ other, holder: 'the catalogue' })),
  ...entries.flatMap(({ entry }) =>
    entry.type === 'RulesetPublished' ? [{ other: entry, holder: log }] : [],
  ),
]

/**
 * Whether the entry may be appended: a version is published once. With other rules, from another instant on, or once retracted, it takes a
 * version of its own, since decisions name the version that they rest on.
 */
export const isNews = (
  entry: Published,
  entries: readonly Recorded[],
  { path, log }: Way,
): E.Either<Trouble, void> => {
  const { version } = entry
  const refuse = (found: string): E.Either<Trouble, never> =>
    badInput(`${path}: \`version\` is ${version}, ${found}, accepted is: a version that is not taken yet`)
  const taken = holdings(entries, log).filter(
    ({ other }) => other.ruleset === entry.ruleset && other.version === version,
  )
  for (const { other, holder } of taken) {
    if (other.digest !== entry.digest)
      return refuse(`which ${holder} has with other rules (digest ${shortly(other.digest)})`)
    if (validAtOf(other) !== validAtOf(entry))
      return refuse(`which ${holder} has in force from ${validAtOf(other)} on`)
  }
  const visible = visibleOf(entries, { clock: 'recorded', knownSize: entries.length })
  const isRetracted =
    entries.some((one) => one.entry.id === entry.id) && !visible.some((one) => one.entry.id === entry.id)
  return isRetracted ? refuse(`which ${log} had, and retracted`) : E.right(undefined)
}
