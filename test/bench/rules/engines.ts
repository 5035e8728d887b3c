/** The engines that decide the task, by name. Each is loaded only in the process that runs it. */
import { decideByHand } from './by-hand.js'
import { at, type Prepare } from './engine.js'

/** An engine, how tables call it, and how to load it. */
export interface Entrant {
  readonly title: string
  readonly load: () => Promise<Prepare>
}

const byHand: Prepare = (questions) => ({
  kind: 'sync',
  decide: (place) => decideByHand(at(questions, place)),
})

const ours = async (name: 'encoded' | 'encodedTraced' | 'plain' | 'plainTraced' | 'interpreted') =>
  (await import('./engines/ours.js'))[name]

/** By hand first: what it answers, all must answer. */
export const ENGINES = {
  byHand: { title: 'by hand, TypeScript', load: () => Promise.resolve(byHand) },
  encoded: { title: 'ours, compiled, facts encoded', load: async () => ours('encoded') },
  encodedTraced: { title: 'ours, compiled, traced, facts encoded', load: async () => ours('encodedTraced') },
  plain: { title: 'ours, compiled, facts as they are', load: async () => ours('plain') },
  plainTraced: { title: 'ours, compiled, traced, facts as they are', load: async () => ours('plainTraced') },
  interpreted: { title: 'ours, interpreter', load: async () => ours('interpreted') },
  fullRun: {
    title: 'json-rules-engine, full run',
    load: async () => (await import('./engines/json-rules-engine.js')).fullRun,
  },
  firstHit: {
    title: 'json-rules-engine, stopped at the first hit',
    load: async () => (await import('./engines/json-rules-engine.js')).firstHit,
  },
  zen: { title: '@gorules/zen-engine', load: async () => (await import('./engines/zen.js')).zen },
  cedar: { title: '@cedar-policy/cedar-wasm', load: async () => (await import('./engines/cedar.js')).cedar },
  jsonLogicJs: {
    title: 'json-logic-js',
    load: async () => (await import('./engines/json-logic.js')).jsonLogicJs,
  },
  jsonLogicEngine: {
    title: 'json-logic-engine, compiled',
    load: async () => (await import('./engines/json-logic.js')).jsonLogicEngine,
  },
  cel: { title: '@marcbachmann/cel-js', load: async () => (await import('./engines/cel.js')).cel },
} as const satisfies Readonly<Record<string, Entrant>>

/** The name of an engine. */
export type EngineName = keyof typeof ENGINES

/** The names of all engines, by hand first. */
export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[]
