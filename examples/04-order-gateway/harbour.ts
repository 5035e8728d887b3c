/** Five companies that there are not, for the gateway to trade and the regulator to list: entries as they would be appended. */
import { type Instant, textOf } from '@vacatur/core'

/** Their slugs, which are their tickers too. */
export const COMPANIES = [1, 2, 3, 4, 5].map((number) => `harbour-${number}`)

const PROGRAM = 'us-ns-cmic'

const common = (id: string, at: Instant) => ({
  id,
  validAt: textOf(at),
  publishedAt: textOf(at),
  source: { authority: 'example', citation: 'made up for this example' },
})

/** A company and its share, as reference data. */
export const registered = (company: string, at: Instant): readonly unknown[] => [
  { ...common(company, at), type: 'EntityRegistered', entity: company, names: [company], identifiers: [] },
  {
    ...common(`security/${company}`, at),
    type: 'SecurityRegistered',
    security: company,
    kind: 'equity',
    publiclyTraded: true,
    exposures: [{ entity: company, basis: 'issuer' }],
    identifiers: [{ scheme: 'ticker', value: company }],
  },
]

/** Its designation, with a ban on buying that begins at once. */
export const designated = (company: string, at: Instant): unknown => ({
  ...common(`designation/${company}`, at),
  type: 'EntityDesignated',
  program: PROGRAM,
  entity: company,
  listedOn: textOf(at).slice(0, 10),
  schedule: { zone: 'America/New_York', buyBannedFrom: textOf(at), sellBannedFrom: textOf(at) },
})
