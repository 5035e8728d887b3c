/** The words for what a designation is worth at one moment, and for what is banned then. */

/** What a designation is worth: in force, or what took it out of force. */
export const STANDINGS = ['designated', 'vacated', 'delisted', 'enjoined', 'stayed'] as const

/** What a designation is worth at one moment. */
export type Standing = (typeof STANDINGS)[number]

/** How a listing reaches an entity: its own, or through a reviewer's match of the same or of a closely matching name. */
export const VIAS = ['listed', 'exact-name', 'close-name'] as const

/** How a listing reaches an entity. */
export type Via = (typeof VIAS)[number]

/** Whether one may buy, or hold. */
export const BANS = ['open', 'banned'] as const

/** Whether one may buy, or hold. */
export type Ban = (typeof BANS)[number]

/** Whether one may sell: freely, only to divest, or not at all. From the mildest to the strictest. */
export const SELL_BANS = ['open', 'divest-only', 'banned'] as const

/** Whether one may sell. */
export type SellBan = (typeof SELL_BANS)[number]
