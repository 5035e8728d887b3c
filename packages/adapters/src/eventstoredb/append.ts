/**
 * One append: plan on what is known of the stream, write at the revision that this is. Whoever appends in between
 * makes the write fail, and it is planned again. What is left in doubt is looked up, not guessed.
 */
import {
  type AppendFailure,
  type Appended,
  type AppendOptions,
  type AppendPlan,
  planAppend,
  type Prepared,
  type Refusal,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Clock, processTimer } from '../clock/index.js'
import { appendAt, type Line, readPart } from './calls.js'
import { bytesOf, chainIn, eventOf, type EventToWrite } from './event.js'
import type { Known } from './known.js'
import { nap, napMs, yieldMs } from './patience.js'
import { readAfter } from './stretch.js'
import { explainTrouble, failureOf, isPassing, type Trouble } from './trouble.js'

/** What appending works on. */
export interface Writer {
  readonly name: string
  readonly line: Line
  readonly known: Known
  readonly now: Clock
  readonly maxAppendBytes: number
  /** How long to try while the server is away, elects a leader, or others are faster. */
  readonly patienceMs: number
  readonly isClosed: () => boolean
}

/** What was or is to be written: the entries at their places. */
interface Draft {
  readonly plan: AppendPlan
  readonly size: number
  readonly events: readonly EventToWrite[]
  /** The hash of the last. Nothing else in the world has it: it covers everything before, and the instant. */
  readonly chain: string
}

const draftOf = ({ known }: Writer, plan: AppendPlan): Draft => {
  const size = known.size()
  const events: EventToWrite[] = []
  let chain = known.chain()
  for (const [offset, prepared] of plan.fresh.entries()) {
    const event = eventOf(prepared, { index: size + offset, previous: chain })
    events.push(event)
    chain = event.metadata.chain
  }
  return { plan, size, events, chain }
}

/** The first event that does not fit in one append refuses them all: an append is all or nothing, and the server takes no more. */
const tooLarge = (draft: Draft, prepared: readonly Prepared[], limit: number): Refusal | undefined => {
  let bytes = 0
  for (const [offset, fresh] of draft.plan.fresh.entries()) {
    const event = draft.events[offset]
    bytes += event === undefined ? 0 : bytesOf(event, fresh.text)
    if (bytes <= limit) continue
    const position = prepared.findIndex(({ entry }) => entry.id === fresh.entry.id)
    const found = `${bytes} bytes, with the entries before it and what is stored beside them`
    const accepted = `at most ${limit} bytes in one append to EventStoreDB; append in smaller parts`
    return { tag: 'EntryInvalid', position, problems: [{ field: '', found, accepted }] }
  }
  return undefined
}

const settle = ({ known }: Writer, draft: Draft): Appended => {
  for (const [offset, event] of draft.events.entries()) {
    const prepared = draft.plan.fresh[offset]
    if (prepared === undefined) continue
    const { id, type } = prepared.entry
    const { digest, chain } = event.metadata
    known.add({ id, type, digest, recordedAt: prepared.recordedAt, chain })
  }
  return appendedOf(draft)
}

const appendedOf = ({ plan, size }: Draft): Appended => ({
  indexes: plan.indexes,
  added: plan.fresh.length,
  size: size + plan.fresh.length,
})

/** Reads what is new in the stream. Answers true if a write that was in doubt is there. */
const catchUp = async ({ line, known }: Writer, doubtful?: Draft): Promise<E.Either<Trouble, boolean>> => {
  let isThere = false
  const read = await readAfter(line, { size: known.size(), chain: known.chain() }, ({ recorded, chain }) => {
    const { entry, digest, recordedAt } = recorded
    known.add({ id: entry.id, type: entry.type, digest, recordedAt, chain })
    if (chain === doubtful?.chain) isThere = true
  })
  return E.map(() => isThere)(read)
}

/** The hash of the entry at a place; undefined where there is none. */
const chainAt = async (line: Line, index: number): Promise<E.Either<Trouble, string | undefined>> => {
  let found: E.Either<string, string> | undefined
  const read = await readPart(line, { from: index, count: 1 }, (event) => {
    if (event.revision === BigInt(index)) found = chainIn(event)
    return false
  })
  if (E.isLeft(read) || found === undefined) return E.map(() => undefined)(read)
  return E.mapLeft((reason: string): Trouble => ({ kind: 'corrupt', index, reason }))(found)
}

/** How long that the log was whole before an append is good for the next ones. */
const WHOLE_FOR_MS = 1000

/**
 * Whether the entry before the draft is what it was. The server takes an append to a stream that was deleted, which then begins with
 * it. Asked beside the append, and not at every one of many in a row.
 */
const isWhole = async ({ line, known }: Writer, size: number): Promise<E.Either<Trouble, void>> => {
  const now = processTimer.elapsedMs()
  if (size === 0 || now - known.wholeAt() < WHOLE_FOR_MS) return E.right(undefined)
  const chain = known.chain()
  const before = await chainAt(line, size - 1)
  if (E.isLeft(before)) return isPassing(before.left) ? E.right(undefined) : before
  const reason = 'the last entry is missing, or another one: the stream was deleted'
  if (before.right !== chain) return E.left({ kind: 'corrupt', index: size - 1, reason })
  known.setWholeAt(now)
  return E.right(undefined)
}

/** Writes the draft at its place. Once the server says that it is there, it is: its ids say what it is, not only whose. */
const write = async (writer: Writer, { size, events }: Draft): Promise<E.Either<Trouble, void>> => {
  const [after, whole] = await Promise.all([appendAt(writer.line, size, events), isWhole(writer, size)])
  if (E.isLeft(after)) return after
  if (E.isLeft(whole) || after.right === size + events.length) return whole
  const reason = `the server appended at another place (it has ${after.right} events now)`
  return E.left({ kind: 'corrupt', index: size, reason })
}

/** An append under way. */
interface Course {
  readonly prepared: readonly Prepared[]
  readonly options: AppendOptions | undefined
  /** What is known of the stream: from before this append, known to be out of date, or read during it. */
  knowledge: 'old' | 'stale' | 'current'
  /** A write of which it is not known whether it happened. */
  doubtful: Draft | undefined
}

/** What a step of an append comes to: its end, trouble that may pass, or that the stream has to be looked at again. */
type Step = { readonly answer: E.Either<AppendFailure, Appended> } | { readonly trouble: Trouble } | 'again'

const writeStep = async (writer: Writer, course: Course, draft: Draft): Promise<Step> => {
  const refusal = tooLarge(draft, course.prepared, writer.maxAppendBytes)
  if (refusal !== undefined) return { answer: E.left(refusal) }
  const written = await write(writer, draft)
  if (E.isRight(written)) return { answer: E.right(settle(writer, draft)) }
  course.knowledge = 'stale'
  const trouble = written.left
  const refused = trouble.kind === 'too-large' ? tooLarge(draft, course.prepared, trouble.limit) : undefined
  if (refused !== undefined) return { answer: E.left(refused) }
  // A write that was in doubt stays so until the stream is seen to have moved on.
  course.doubtful = trouble.kind === 'lost' || draft === course.doubtful ? draft : undefined
  return trouble.kind === 'wrong-revision' ? 'again' : { trouble }
}

const planStep = async (writer: Writer, course: Course): Promise<Step> => {
  const { known } = writer
  const before = { size: known.size(), recordedAt: known.recordedAt(), now: writer.now(), find: known.find }
  const plan = planAppend(course.prepared, before, course.options?.expectedSize)
  // What is known from earlier will do to write, where the server says no if it is out of date; not to refuse, or to say "done".
  const isWrite = E.isRight(plan) && plan.right.fresh.length > 0 && known.size() > 0
  if (course.knowledge === 'stale' || (course.knowledge === 'old' && !isWrite)) {
    const caughtUp = await catchUp(writer)
    if (E.isRight(caughtUp)) course.knowledge = 'current'
    return E.isLeft(caughtUp) ? { trouble: caughtUp.left } : 'again'
  }
  if (E.isLeft(plan)) return { answer: plan }
  const draft = course.doubtful ?? draftOf(writer, plan.right)
  if (plan.right.fresh.length === 0) return { answer: E.right(appendedOf(draft)) }
  return writeStep(writer, course, draft)
}

const step = async (writer: Writer, course: Course): Promise<Step> => {
  const { doubtful } = course
  if (doubtful === undefined) return planStep(writer, course)
  const found = await catchUp(writer, doubtful)
  if (E.isLeft(found)) return { trouble: found.left }
  if (found.right) return { answer: E.right({ ...appendedOf(doubtful), size: writer.known.size() }) }
  course.knowledge = 'current'
  // Once the stream has moved on, a write at that revision can no longer happen. Until then it may, and is made again as it was.
  if (writer.known.size() > doubtful.size) course.doubtful = undefined
  return planStep(writer, course)
}

const givenUp = (writer: Writer, course: Course, trouble: Trouble): AppendFailure => {
  const { name: log } = writer
  if (course.doubtful !== undefined) return { tag: 'OutcomeUnknown', log, reason: explainTrouble(trouble) }
  return writer.isClosed() ? { tag: 'LogClosed', log } : failureOf(log, trouble)
}

/** How often others may be faster. Each time one of them has appended, so that the log as a whole moves on. */
const MOST_CONFLICTS = 1000

/** Appends entries that were read. */
export const appendPrepared = async (
  writer: Writer,
  prepared: readonly Prepared[],
  options: AppendOptions | undefined,
): Promise<E.Either<AppendFailure, Appended>> => {
  const course: Course = { prepared, options, knowledge: 'old', doubtful: undefined }
  const deadline = processTimer.elapsedMs() + writer.patienceMs
  let conflicts = 0
  let naps = 0
  for (;;) {
    const taken = await step(writer, course)
    if (taken === 'again') {
      conflicts += 1
      if (conflicts > MOST_CONFLICTS) return E.left(givenUp(writer, course, { kind: 'wrong-revision' }))
      await nap(yieldMs(conflicts))
      continue
    }
    if ('answer' in taken) return taken.answer
    const { trouble } = taken
    const isOver =
      !isPassing(trouble) || writer.isClosed() || processTimer.elapsedMs() + napMs(naps) > deadline
    if (isOver) return E.left(givenUp(writer, course, trouble))
    await nap(napMs(naps))
    naps += 1
  }
}
