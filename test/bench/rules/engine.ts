/** What an engine is to the bench: told all questions, it gets ready; then it is asked for the outcome of one by its place. */
import type { TaskFacts } from './task.js'

/** An engine that has got ready. Facts may have been put in the form that it takes; how, its title says. */
export type Engine =
  | { readonly kind: 'sync'; readonly decide: (place: number) => number }
  | { readonly kind: 'async'; readonly decide: (place: number) => Promise<number> }

/** Makes an engine ready for some questions. */
export type Prepare = (questions: readonly TaskFacts[]) => Engine | Promise<Engine>

/** The question at a place that there is. */
export const at = <T>(questions: readonly T[], place: number): T => questions[place] as T
