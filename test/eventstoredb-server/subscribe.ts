/** A catch-up subscription: what there is, the word that this was all, and then what comes. */
import { status } from '@grpc/grpc-js'
import type { Node } from './perform.js'
import { caughtUp, checkpoint, confirmation, eventOf } from './read-response.js'
import * as refusals from './refusals.js'
import { fromOf, type Selection } from './select.js'
import { type ReadCall, send } from './send.js'
import { type Kept, type Store, TOMBSTONE } from './store.js'

/** A filtered subscription says after this many events how far it has looked. */
const CHECKPOINT_EVENTS = 32

/** The events that a subscription reads, and the place of the first: after the one that the request states. */
const sourceOf = (store: Store, call: ReadCall, { stream }: Selection) => {
  const events: readonly Kept[] = stream === undefined ? store.all : store.stream(stream).events
  const options = call.request.getOptions()
  const from = options === undefined ? 'start' : fromOf(options)
  const first = from === 'start' ? 0 : from === 'end' ? events.length : Number(from) + 1
  const hidden = stream === undefined ? 0n : store.truncatedBefore(stream)
  return { events, first: hidden > BigInt(events.length) ? events.length : Math.max(first, Number(hidden)) }
}

/** A flag that can be waited for. */
const newSignal = () => {
  let isRaised = false
  let resume: () => void = () => undefined
  return {
    raise: (): void => {
      isRaised = true
      resume()
    },
    wait: async (): Promise<void> => {
      if (!isRaised) {
        await new Promise<void>((resolve) => {
          resume = resolve
        })
      }
      isRaised = false
    },
  }
}

type Ender = (how: 'end' | 'cancelled' | 'unavailable' | 'deleted') => void

const endCall = (call: ReadCall, how: Parameters<Ender>[0], stream: string): void => {
  if (how === 'end') call.end()
  else if (how === 'deleted') call.emit('error', refusals.streamDeleted(stream))
  else {
    const code = how === 'cancelled' ? status.CANCELLED : status.UNAVAILABLE
    call.emit('error', { code, details: 'Subscription closed by the stand-in' })
  }
}

/** Answers a subscription until the caller cancels it or the test closes it. */
export const subscribe = async (node: Node, call: ReadCall, selection: Selection): Promise<void> => {
  const { events, first } = sourceOf(node.store, call, selection)
  const signal = newSignal()
  const isFiltered = call.request.getOptions()?.hasFilter() === true
  let next = first
  let over = false
  const isOver = (): boolean => over || call.cancelled

  const end: Ender = (how) => {
    if (isOver()) return
    over = true
    signal.raise()
    endCall(call, how, selection.stream ?? '')
  }
  const deliver = async (): Promise<void> => {
    for (; !isOver() && next < events.length; next += 1) {
      const event = events[next] as Kept
      if (selection.isWanted(event)) await send(call, eventOf(event))
      if (isFiltered && next % CHECKPOINT_EVENTS === CHECKPOINT_EVENTS - 1) await send(call, checkpoint(next))
    }
  }
  const stopListening = node.store.listen((event) => {
    if (event.type === TOMBSTONE && event.stream === selection.stream) end('deleted')
    signal.raise()
  })
  node.subscriptions.add(end)
  call.on('cancelled', signal.raise)
  await send(call, confirmation())
  await deliver()
  await send(call, caughtUp())
  while (!isOver()) {
    await signal.wait()
    await deliver()
  }
  stopListening()
  node.subscriptions.delete(end)
}
