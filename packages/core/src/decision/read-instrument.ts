/** An instrument as a caller in code names it, read into a copy. */
import type { Instrument, IssuerInstrument } from './order.js'
import { type IdentifierScheme, SECURITY_KINDS, type SecurityKind } from '../entry/reference.js'

type Given = Readonly<Record<string, unknown>>

/** Whether it has fields. */
export const isObject = (given: unknown): given is Given => typeof given === 'object' && given !== null

/** Whether it is true or false, or left out. */
export const isTruthOrNone = (given: unknown): given is boolean | undefined =>
  given === undefined || typeof given === 'boolean'

/** An instrument of the one text that names it. Spelled out: an object with a computed key takes ten times as long to make. */
const BY_NAME: Readonly<Record<IdentifierScheme | 'security', (value: string) => Instrument>> = {
  isin: (isin) => ({ isin }),
  ticker: (ticker) => ({ ticker }),
  figi: (figi) => ({ figi }),
  cusip: (cusip) => ({ cusip }),
  sedol: (sedol) => ({ sedol }),
  ric: (ric) => ({ ric }),
  lei: (lei) => ({ lei }),
  cik: (cik) => ({ cik }),
  uscc: (uscc) => ({ uscc }),
  security: (security) => ({ security }),
}

/** What names an instrument that is not described by its issuer. */
export type InstrumentName = keyof typeof BY_NAME

/** The instrument that one identifier, or a slug, names. */
export const instrumentNamed = (name: InstrumentName, value: string): Instrument => BY_NAME[name](value)

const MAKERS: ReadonlyMap<string, (value: string) => Instrument> = new Map(Object.entries(BY_NAME))

/** What may name an instrument: one of these, and no other beside it. */
const NAMES: ReadonlySet<string> = new Set([...MAKERS.keys(), 'issuer'])

/** The one of `names` that an object has; undefined where it has none or several. */
const onlyName = (given: Given, names: ReadonlySet<string>): string | undefined => {
  let only: string | undefined
  for (const name in given) {
    if (!names.has(name) || given[name] === undefined) continue
    if (only !== undefined) return undefined
    only = name
  }
  return only
}

const ISSUER_NAMES: ReadonlySet<string> = new Set(['entity', 'lei'])
const KINDS: ReadonlySet<unknown> = new Set([undefined, ...SECURITY_KINDS])

const isKindOrNone = (given: unknown): given is SecurityKind | undefined => KINDS.has(given)

const issuerOf = (given: unknown): IssuerInstrument['issuer'] | null => {
  if (!isObject(given)) return null
  const name = onlyName(given, ISSUER_NAMES)
  const value = name === undefined ? undefined : given[name]
  if (typeof value !== 'string' || value === '') return null
  return name === 'lei' ? { lei: value } : { entity: value }
}

/** A copy of an instrument that is what its type says; null for anything else. */
export const instrumentOf = (given: unknown): Instrument | null => {
  if (!isObject(given)) return null
  const name = onlyName(given, NAMES)
  if (name === undefined) return null
  const { kind, publiclyTraded } = given
  const make = MAKERS.get(name)
  if (make !== undefined) {
    const value = given[name]
    const isNamed = typeof value === 'string' && value !== ''
    return isNamed && kind === undefined && publiclyTraded === undefined ? make(value) : null
  }
  const issuer = issuerOf(given['issuer'])
  if (issuer === null || !isKindOrNone(kind) || !isTruthOrNone(publiclyTraded)) return null
  return {
    issuer,
    ...(kind === undefined ? {} : { kind }),
    ...(publiclyTraded === undefined ? {} : { publiclyTraded }),
  }
}
