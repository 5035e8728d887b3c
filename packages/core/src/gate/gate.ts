/** The gate: a live pre-trade check, synchronous and in process, that follows a log and never guesses. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { logSize } from '../compiled/acts.js'
import type { BitemporalIndex } from '../compiled/bitemporal-index.js'
import { recordOn } from '../compiled/indexed-record.js'
import { candidatesIn, type RulesetsInForce, rulesetsInForce } from '../compiled/rulesets-in-force.js'
import { type Asking, Views } from '../compiled/views.js'
import type { Order } from '../decision/order.js'
import type { Rulesets } from '../decision/ruleset.js'
import type { Candidate } from '../decision/select.js'
import { unknownInstrumentIn, type UnknownInstrumentOption } from '../decision/unknown-instrument.js'
import type { EntryOf } from '../entry/entry.js'
import { show } from '../entry/problem.js'
import type { EventLog } from '../log/event-log.js'
import { LogError, type ReadFailure, type Refusal } from '../log/failure.js'
import type { LawRecord } from '../record/law-record.js'
import { type ChangedDecision, decisionsChanged } from './changed.js'
import { type Checker, checkEach, checkOn, type Ground, type Refusing } from './checker.js'
import { explainStatus, follow, type Follower, type FollowerStatus } from './follower.js'
import { expectOptions } from './given.js'
import type { Position, Screening } from './position.js'
import { type Positions, screenAll, type ScreenResult, type ScreenRows } from './screen.js'
import { type WhatIf, whatIf } from './what-if.js'

/** What to open a gate on. */
export interface GateOptions extends UnknownInstrumentOption {
  readonly log: EventLog
  readonly rulesets: Rulesets
  /** Silence of the log after which nothing is decided, in milliseconds; 5,000 when absent. */
  readonly staleAfterMs?: number
  /** Digests of rulesets: only these are asked. */
  readonly pinned?: readonly string[]
  /** False: the gate is there at once, and refuses until it has caught up. True when absent: it is there once it has. */
  readonly waitUntilCaughtUp?: boolean
}

/** What is asked about each position, at a log size; at that of the gate when absent. */
export interface ScreeningAt extends Screening {
  readonly knownSize?: number
}

/** A live gate. */
export interface Gate extends Checker {
  /** Whether it decides, and how fresh it is. */
  status(): FollowerStatus
  /**
   * Calls the listener when the state changes or entries were taken; returns how to stop that. What a listener throws becomes an unhandled
   * rejection; the gate goes on.
   */
  onStatus(listener: (status: FollowerStatus) => void): () => void
  /**
   * A row for each position, as they come; a position is asked about at the log size that the gate has when the first one is read. Rows that
   * come when the gate decides nothing, as after it was closed, are refused.
   */
  screen(positions: Iterable<Position>, screening: ScreeningAt): ScreenRows
  screen(positions: Positions, screening: ScreeningAt): ScreenResult
  /** The same gate as if these entries had been appended; refused as the log would refuse them. It does not follow the log. */
  with(entries: readonly unknown[]): E.Either<Refusal, WhatIf>
  /**
   * Which answers differ between two log sizes, and because of which entries. Told of what has been taken, also while the gate decides
   * nothing: what was known at a size does not go stale.
   */
  decisionsChanged(
    orders: Iterable<Order>,
    between: { readonly from: number; readonly to: number },
  ): readonly ChangedDecision[]
  /** Everything known so far, to be asked about any two points in time. */
  record(): LawRecord
  /** Stops following; every later check is refused. */
  close(): Promise<void>
}

const CODES = {
  'catching-up': 'log-catching-up',
  stale: 'log-stale',
  failed: 'log-failed',
  closed: 'gate-closed',
} as const

const refusingOf = ({ isLive, status }: Follower): Refusing | null => {
  if (isLive()) return null
  const now = status()
  return now.state === 'live' ? null : { code: CODES[now.state], sentence: explainStatus(now) }
}

/** The rulesets to ask, each loaded once. */
interface Asked {
  /** Up to date with the log. */
  readonly now: () => RulesetsInForce
  /** Those of another index. */
  readonly of: (index: BitemporalIndex) => RulesetsInForce
}

const askedBy = ({ index }: Follower, { rulesets, pinned }: GateOptions): Asked => {
  const loaded = new Map<EntryOf<'RulesetPublished'>, Candidate>()
  let size = -1
  let key = ''
  let current: RulesetsInForce = rulesetsInForce([])
  const of = (some: BitemporalIndex): RulesetsInForce => {
    const candidates = candidatesIn(some, rulesets, loaded)
    return rulesetsInForce(candidates.filter(({ digest }) => pinned?.includes(digest) ?? true))
  }
  const now = (): RulesetsInForce => {
    if (logSize(index.acts) === size) return current
    size = logSize(index.acts)
    const seen = index.rulesets
      .map((position) => `${position}${index.acts.isVisible(position) ? '' : '-'}`)
      .join()
    if (seen === key && current.candidates.length > 0) return current
    key = seen
    current = of(index)
    return current
  }
  return { now, of }
}

/** The index with the rulesets in force, at the head or before. */
const askingBy = ({ index }: Follower, rulesets: Asked) => {
  const views = new Views()
  /** At a log size; at the head where that is less. Throws for what is none: a bug of the caller. */
  const at = (size: number): Asking => {
    if (!(size === Infinity || (Number.isSafeInteger(size) && size >= 0)))
      throw new RangeError(`a log size is a whole number from 0, not ${show(size)}`)
    return { index, views, rulesets: rulesets.now(), size: Math.min(size, logSize(index.acts)) }
  }
  let latest = at(Infinity)
  const now = (): Asking => {
    if (latest.size !== logSize(index.acts)) latest = at(Infinity)
    return latest
  }
  return { at, now }
}

type Settled = GateOptions & Required<UnknownInstrumentOption>

const gateOn = (options: Settled, follower: Follower): Gate => {
  const { unknownInstrument } = options
  const { index, status } = follower
  const rulesets = askedBy(follower, options)
  const groundOn = (on: Asking): Ground => ({ asking: on, refusing: refusingOf(follower), unknownInstrument })
  const asking = askingBy(follower, rulesets)
  const groundNow = (): Ground => groundOn(asking.now())
  function screen(positions: Iterable<Position>, screening: ScreeningAt): ScreenRows
  function screen(positions: Positions, screening: ScreeningAt): ScreenResult
  function screen(positions: Positions, screening: ScreeningAt): ScreenResult {
    const begin = (): (() => Ground) => {
      const on = asking.at(screening.knownSize ?? Infinity)
      return () => groundOn(on)
    }
    return screenAll(begin, positions, screening)
  }
  return {
    check: (order) => checkOn(groundNow(), order),
    checkMany: (orders) => {
      const ground = groundNow()
      return checkEach(orders, (order) => checkOn(ground, order))
    },
    status,
    onStatus: follower.listen,
    screen,
    with: (entries) => whatIf({ asking: asking.now(), rulesetsOf: rulesets.of, groundOn }, entries),
    decisionsChanged: (orders, between) =>
      decisionsChanged(
        (size) => ({ asking: asking.at(size), refusing: null, unknownInstrument }),
        orders,
        between,
      ),
    record: () => recordOn(index, options.rulesets, options),
    close: follower.close,
  }
}

const DEFAULT_STALE_AFTER_MS = 5_000

/** Opens a gate. Fails if the log cannot be read to its end; with `waitUntilCaughtUp: false` it never does, and refuses instead. */
export const liveGate =
  (options: GateOptions): TaskEither<ReadFailure, Gate> =>
  async () => {
    expectOptions(options)
    const { log, staleAfterMs = DEFAULT_STALE_AFTER_MS } = options
    const settled = { ...options, unknownInstrument: unknownInstrumentIn(options) }
    const follower = follow({ log, staleAfterMs })
    const gate = gateOn(settled, follower)
    if (options.waitUntilCaughtUp === false) return E.right(gate)
    const { failure } = await follower.caughtUp
    if (failure === null) return E.right(gate)
    await gate.close()
    return E.left(failure)
  }

/** The same as a promise, for callers without fp-ts; it rejects with a `LogError` that carries the tagged failure. */
export const openGate = async (options: GateOptions): Promise<Gate> => {
  const gate = await liveGate(options)()
  if (E.isLeft(gate)) throw new LogError(gate.left)
  return gate.right
}
