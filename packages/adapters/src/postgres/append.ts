/**
 * One append. As a rule in one round trip: planned on what this process saw last, and written if the log is still like that. Else,
 * and whenever that would be refused, planned on the log as it is while its lock is held. An answer that was lost is found out.
 */
import {
  type AppendFailure,
  type Appended,
  type AppendOptions,
  idsToLookUp,
  type LogCorrupt,
  planAppend,
  type Prepared,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../clock/index.js'
import { isAnswer } from './errors.js'
import { type Head, readHead, see } from './head.js'
import type { Table } from './page.js'
import { lookUp, type Memory, rememberWritten } from './present.js'
import type { Ask } from './server.js'
import { type Attempt, attemptOf, writeBatch } from './write.js'

/** What appending works on. */
export interface Writer {
  readonly table: Table
  readonly memory: Memory
  readonly now: Clock
  /** Where followers are woken. */
  readonly channel: string
  /** Whether other writers were met lately, so that planning on what was seen last would be in vain. */
  met: boolean
}

/** One append, and how far it got. */
export interface Order {
  readonly prepared: readonly Prepared[]
  readonly options: AppendOptions | undefined
  /** What was sent to be committed and not answered. */
  sent: Attempt | undefined
}

type Answer = E.Either<AppendFailure, Appended>

/** Sends what commits an attempt. If the answer to that is lost, the order says so until it is found out. */
const committing = async <A>(order: Order, attempt: Attempt, send: () => Promise<A>): Promise<A> => {
  order.sent = attempt
  try {
    const answer = await send()
    order.sent = undefined
    return answer
  } catch (thrown) {
    if (isAnswer(thrown)) order.sent = undefined
    throw thrown
  }
}

const done = ({ table, memory }: Writer, { fresh, after, appended }: Attempt): Answer => {
  rememberWritten(memory, fresh, after.size - fresh.length)
  see(table.seen, after)
  return E.right(appended)
}

const targetsElsewhere = (prepared: readonly Prepared[]): readonly string[] => {
  const own = new Set(prepared.map(({ entry }) => entry.id))
  return idsToLookUp(prepared).filter((id) => !own.has(id))
}

/** Plans on what was seen last, with all ids taken for new; undefined if that is refused, or is not for one statement. */
const guess = async (
  { table, memory, now }: Writer,
  ask: Ask,
  { prepared, options }: Order,
): Promise<E.Either<LogCorrupt, Attempt | undefined>> => {
  const before = table.seen.head
  const ids = targetsElsewhere(prepared)
  const present = await lookUp(table, ask, { memory, ids })
  if (E.isLeft(present)) return present
  const find = (id: string) => present.right.get(id) ?? memory.get(id)
  const plan = planAppend(prepared, { ...before, now: now(), find }, options?.expectedSize)
  if (E.isLeft(plan)) return E.right(undefined)
  const attempt = attemptOf(before, plan.right)
  return E.right(attempt.batches.length === 1 ? attempt : undefined)
}

const quick = async (
  writer: Writer,
  ask: Ask,
  order: Order,
): Promise<E.Either<AppendFailure, Appended | undefined>> => {
  const guessed = await guess(writer, ask, order)
  if (E.isLeft(guessed)) return guessed
  const attempt = guessed.right
  const [batch] = attempt?.batches ?? []
  if (attempt === undefined || batch === undefined) return E.right(undefined)
  const { table, channel } = writer
  const isWritten = await committing(order, attempt, () => writeBatch(table, ask, { ...batch, channel }))
  return isWritten ? done(writer, attempt) : E.right(undefined)
}

/** The head, whose lock is held from now on, and what the chain says at the end of what was sent before. */
const lockHead = async (
  { id, log, name, seen, statements }: Table,
  ask: Ask,
  sent: Attempt | undefined,
): Promise<E.Either<LogCorrupt, { readonly head: Head; readonly chainThere: unknown }>> => {
  const before = seen.head
  const [row] = await ask({
    name: 'vacatur_lock',
    text: statements.lock,
    values: [id, log, before.size - 1, (sent?.after.size ?? 0) - 1],
  })
  return E.map((head: Head) => ({ head, chainThere: row?.[4] }))(readHead(name, row, before))
}

const planned = async (
  { table, memory, now }: Writer,
  ask: Ask,
  { prepared, options, head }: Order & { readonly head: Head },
): Promise<E.Either<AppendFailure, Attempt>> => {
  const present = await lookUp(table, ask, { memory, ids: idsToLookUp(prepared) })
  if (E.isLeft(present)) return present
  const before = { ...head, now: now(), find: (id: string) => present.right.get(id) }
  const plan = planAppend(prepared, before, options?.expectedSize)
  return E.isLeft(plan) ? plan : E.right(attemptOf(head, plan.right))
}

const written = async ({ table, channel }: Writer, ask: Ask, attempt: Attempt): Promise<void> => {
  for (const batch of attempt.batches) {
    const isWritten = await writeBatch(table, ask, { ...batch, channel })
    if (!isWritten) throw new Error('the head moved under its lock')
  }
}

/** Ends the transaction without having written, with an answer that nothing sent before can make wrong. */
const settled = async (ask: Ask, order: Order, answer: Answer): Promise<Answer> => {
  await ask({ text: 'ROLLBACK' })
  order.sent = undefined
  return answer
}

/**
 * Plans on the log as it is. What was sent before either shows by now, or waits for the lock that is held here and will find that
 * the head moved on: it stays `sent` until it does.
 */
const locked = async (writer: Writer, ask: Ask, order: Order): Promise<Answer> => {
  const { table } = writer
  const { sent } = order
  await ask({ text: 'BEGIN ISOLATION LEVEL READ COMMITTED' })
  const state = await lockHead(table, ask, sent)
  if (E.isLeft(state)) return settled(ask, order, state)
  const { head, chainThere } = state.right
  writer.met = head.size !== table.seen.head.size
  see(table.seen, head)
  if (sent !== undefined && chainThere === sent.after.chain) {
    return settled(ask, order, done(writer, sent))
  }
  const attempt = await planned(writer, ask, { ...order, head })
  if (E.isLeft(attempt)) return settled(ask, order, attempt)
  if (attempt.right.fresh.length === 0) return settled(ask, order, done(writer, attempt.right))
  await written(writer, ask, attempt.right)
  await committing(order, attempt.right, () => ask({ text: 'COMMIT' }))
  return done(writer, attempt.right)
}

/** Appends, once; throws what `pg` throws. To be called again with the same order after what passes. */
export const appendOnce = async (writer: Writer, ask: Ask, order: Order): Promise<Answer> => {
  if (order.sent !== undefined || writer.met) return locked(writer, ask, order)
  const answer = await quick(writer, ask, order)
  if (E.isLeft(answer)) return answer
  return answer.right === undefined ? locked(writer, ask, order) : E.right(answer.right)
}
