/** The names of the facts that a decision offers to rules, and nothing else: what they mean is declared in the rules package. */

/** Facts of a listing at the order's `tradedAt`. */
export const LISTING_FACTS = [
  'standing',
  'conflict',
  'programInForce',
  'via',
  'buy',
  'sell',
  'hold',
  'buyBannedFrom',
  'sellBannedFrom',
  'divestUntil',
  'holdBannedFrom',
  'listedAt',
  'exposure.basis',
] as const

/** Facts of an order; those of the instrument when it is given by issuer, of the person and `acquiredAt` may be left out. */
export const ORDER_FACTS = [
  'activity',
  'purpose',
  'instrument.kind',
  'instrument.publiclyTraded',
  'person.usPerson',
  'person.forUsPerson',
  'tradedAt',
  'acquiredAt',
] as const

/** Facts of a listing and an order together: whether the person is one for whom it is enjoined; whether a license authorizes it. */
export const JOINT_FACTS = ['person.enjoined', 'licensed'] as const

/** The name of a fact that rules may use. */
export type FactName = (typeof LISTING_FACTS | typeof ORDER_FACTS | typeof JOINT_FACTS)[number]
