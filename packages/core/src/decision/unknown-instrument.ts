/** What becomes of an order for an instrument that nothing known answers to. */
import { refuseGiven } from '../entry/problem.js'

/** What it may become. */
const POLICIES = ['review', 'permit', 'deny'] as const

/** Says which. */
export interface UnknownInstrumentOption {
  /** What becomes of an order for an instrument that nothing known answers to; `review` when absent. */
  readonly unknownInstrument?: (typeof POLICIES)[number]
}

/** What it becomes. Throws a `TypeError` for what is none of these, which would otherwise be an outcome. */
export const unknownInstrumentIn = ({
  unknownInstrument = 'review',
}: UnknownInstrumentOption): (typeof POLICIES)[number] => {
  if (POLICIES.includes(unknownInstrument)) return unknownInstrument
  return refuseGiven('unknownInstrument', unknownInstrument, `one of ${POLICIES.join(', ')}`)
}
