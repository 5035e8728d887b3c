/** What every drawing is made with. */
import type { Paint } from './colour.js'
import type { Sources } from './sources.js'

/** Where to look things up, how to paint, and how wide a line may be. */
export interface View {
  readonly sources: Sources
  readonly paint: Paint
  readonly columns: number
}
