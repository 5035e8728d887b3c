/** The Streams service's Read: pages of one stream or of all, forwards or backwards; subscriptions are next door. */
import { type Node, type Outcome, perform } from './perform.js'
import { eventOf, streamNotFound } from './read-response.js'
import * as refusals from './refusals.js'
import { fromOf, select, selectionOf } from './select.js'
import { type ReadCall, send } from './send.js'
import type { Kept } from './store.js'
import { subscribe } from './subscribe.js'

const sendPage = async (call: ReadCall, stream: string, events: readonly Kept[] | undefined) => {
  if (events === undefined) await send(call, streamNotFound(stream))
  for (const event of events ?? []) {
    if (call.cancelled) return
    await send(call, eventOf(event))
  }
  call.end()
}

const answer = async (node: Node, call: ReadCall): Promise<void> => {
  const options = call.request.getOptions()
  if (options === undefined) {
    call.destroy()
    return
  }
  const isSubscription = options.hasSubscription()
  const selection = selectionOf(options)
  const { stream } = selection
  const on = isSubscription ? 'subscribe' : 'read'
  const outcome = await perform(node, { call, on }, (): Outcome<readonly Kept[] | undefined> => {
    if (stream !== undefined && node.store.stream(stream).isTombstoned) {
      return { refusal: refusals.streamDeleted(stream) }
    }
    return { answer: isSubscription ? [] : select(node.store, selection, fromOf(options)) }
  })
  if (outcome === 'never' || call.cancelled) return
  if ('refusal' in outcome) call.emit('error', outcome.refusal)
  else if (isSubscription) await subscribe(node, call, selection)
  else await sendPage(call, stream ?? '$all', outcome.answer)
}

/** Answers Read. */
export const readOn =
  (node: Node) =>
  (call: ReadCall): void => {
    call.on('error', () => undefined)
    void answer(node, call)
  }
