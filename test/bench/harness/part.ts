/** A part of the bench: what it measures, and what comes of it. */
import type { Table } from './table.js'

/** How much to do. `isQuick`: as little as shows that everything runs; its figures mean nothing and are not kept. */
export interface Scale {
  readonly isQuick: boolean
}

/** What a part came to: figures for `bench/results.json`, tables for people. */
interface PartResult {
  readonly figures: object
  readonly tables: readonly Table[]
}

/** A part. */
export interface Part {
  readonly name: string
  readonly run: (scale: Scale) => Promise<PartResult>
}
