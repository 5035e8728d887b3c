/** Which registered security an identifier names, at one instant and as far as was known: to tell whether several name the same. */
import {
  type Instant,
  instrumentNamed,
  type InstrumentName,
  type LawRecord,
  type Recorded,
  visibleOf,
} from '@vacatur/core'
import { knowledgeOf, resolverOf } from '@vacatur/core/oracle'

/** By what, and as of when, securities are looked up. */
interface SecuritiesView {
  readonly record: LawRecord
  /** How many entries count. */
  readonly knownSize: number
  readonly at: Instant
}

/** The slug of the security that an identifier names; undefined where nothing known answers to it. */
export type SecurityOf = (scheme: InstrumentName, value: string) => string | undefined

interface Registered {
  readonly bySlug: ReadonlyMap<string, readonly Recorded[]>
  /** By scheme and value, the slugs of those that ever bore it. */
  readonly bearers: ReadonlyMap<string, ReadonlySet<string>>
}

const keyOf = (scheme: string, value: string): string => `${scheme} ${value}`

const registeredIn = ({ record, knownSize }: SecuritiesView): Registered => {
  const bySlug = new Map<string, Recorded[]>()
  const bearers = new Map<string, Set<string>>()
  for (const recorded of visibleOf(record.entries, { clock: 'recorded', knownSize })) {
    const { entry } = recorded
    if (entry.type !== 'SecurityRegistered') continue
    const { security, identifiers } = entry
    bySlug.set(security, [...(bySlug.get(security) ?? []), recorded])
    for (const { scheme, value } of identifiers) {
      const key = keyOf(scheme, value)
      bearers.set(key, (bearers.get(key) ?? new Set()).add(security))
    }
  }
  return { bySlug, bearers }
}

/** Looks securities up; the log is gone through at the first question, and not again. */
export const securitiesOf = (view: SecuritiesView): SecurityOf => {
  const { knownSize, at } = view
  let registered: Registered | undefined
  return (scheme, value) => {
    registered ??= registeredIn(view)
    const { bySlug, bearers } = registered
    if (scheme === 'security') return bySlug.has(value) ? value : undefined
    const slugs = [...(bearers.get(keyOf(scheme, value)) ?? [])]
    if (slugs.length < 2) return slugs[0]
    // Several bear it, at other times: who does at this one is the law's to say, read of these alone.
    const entries = slugs.flatMap((slug) => bySlug.get(slug) ?? []).toSorted((a, b) => a.index - b.index)
    const resolver = resolverOf(knowledgeOf(entries, { clock: 'recorded', knownSize }))
    return resolver.resolve(instrumentNamed(scheme, value), at)?.security ?? undefined
  }
}
