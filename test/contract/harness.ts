/** What the contract needs to know of a log, and small tools for asking one questions. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Clock } from '@vacatur/adapters/clock'
import type {
  AppendFailure,
  Appended,
  AppendOptions,
  CopyTarget,
  EventLog,
  Followed,
  FollowOptions,
  Instant,
  ReadFailure,
  ReadRange,
  Recorded,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { onTestFinished, type TestContext } from 'vitest'

/** A place where a log may be, as yet without one. */
export interface Location {
  readonly open: (options?: { readonly now?: Clock }) => Promise<CopyTarget>
  /** How the processes of worker.mjs open the same log; absent where they cannot. */
  readonly worker?: { readonly kind: string; readonly path: string }
}

/** `true`, or the reason why a log does not have it. */
export type Capability = true | string

/** Something that befalls a log's connection or server, and passes by itself. */
export interface Trial {
  readonly name: string
  /** A place for a log, and what makes it happen; that resolves when it is under way or over. */
  readonly begin: () => Promise<{ readonly location: Location; readonly disturb: () => Promise<void> }>
}

/** A kind of log, for the contract. */
export interface Harness {
  readonly fresh: () => Location
  /** Whether a location can be opened again, or twice. */
  readonly reopens: Capability
  /** Whether several processes can use one location. */
  readonly processes: Capability
  /** What can befall it, or the reason why nothing can. */
  readonly trials: readonly Trial[] | string
}

/** Skips a test, and says why, where a log lacks what it needs. */
export const needs = (context: TestContext, capability: Capability): void => {
  if (capability !== true) context.skip(capability)
}

/** The result, or a test that fails with the failure. */
export const must = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isRight(answer)) return answer.right
  throw new Error(`failed: ${JSON.stringify(answer.left)}`)
}

/** The failure, or a test that fails with what was there instead. */
export const refused = <F>(answer: E.Either<F, unknown>): F => {
  if (E.isLeft(answer)) return answer.left
  throw new Error(`not refused: ${JSON.stringify(answer.right)}`)
}

/** Opens a log that is closed when the test ends. */
export const opened = async (location: Location, now?: Clock): Promise<CopyTarget> => {
  const log = await location.open(now === undefined ? {} : { now })
  onTestFinished(async () => {
    await log.close()()
  })
  return log
}

/** Appends, and must succeed. */
export const append = async (
  log: EventLog,
  entries: readonly unknown[],
  options?: AppendOptions,
): Promise<Appended> => must(await log.append(entries, options)())

/** Appends, and must be refused. */
export const failure = async (
  log: EventLog,
  entries: readonly unknown[],
  options?: AppendOptions,
): Promise<AppendFailure> => refused(await log.append(entries, options)())

/** How many entries there are. */
export const sizeOf = async (log: EventLog): Promise<number> => must(await log.size()())

/** All entries of a range. */
export const all = async (log: EventLog, range?: ReadRange): Promise<readonly Recorded[]> => {
  const entries: Recorded[] = []
  for await (const page of log.read(range)) entries.push(...must(page))
  return entries
}

/** Their ids. */
export const idsOf = async (log: EventLog, range?: ReadRange): Promise<readonly string[]> =>
  (await all(log, range)).map(({ entry }) => entry.id)

/** What a follower heard, until `enough`; then it is stopped. */
export const heard = async (
  log: EventLog,
  options: FollowOptions,
  enough: (heardSoFar: readonly Followed[]) => boolean,
): Promise<readonly Followed[]> => {
  const steps: Followed[] = []
  for await (const step of log.follow(options)) {
    steps.push(must(step))
    if (enough(steps)) break
  }
  return steps
}

/** The ids of the entries among what was heard. */
export const heardIds = (steps: readonly Followed[]): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'entries' ? step.entries.map(({ entry }) => entry.id) : []))

/** The first thing that an iteration yields. */
export const first = async <A>(iterable: AsyncIterable<E.Either<ReadFailure, A>>): Promise<unknown> => {
  for await (const step of iterable) return step
  return 'nothing'
}

/** A clock that shows what it is set to. */
export const settableClock = (start: number): { readonly now: Clock; readonly set: (ms: number) => void } => {
  let ms = start
  return {
    now: () => ms as Instant,
    set: (next) => {
      ms = next
    },
  }
}

/** Waits so many milliseconds. */
export const pause = async (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Other processes run the built packages; says what to do where they are not built. */
export const requireBuild = (): void => {
  const built = fileURLToPath(new URL('../../packages/adapters/dist/sqlite/index.js', import.meta.url))
  if (!existsSync(built)) {
    throw new Error(`${built} is missing: other processes run what is built; run \`npm run build\` first`)
  }
}
