/** One call: who calls, whether this node may answer, how it has been told to misbehave, and only then what was asked. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Metadata } from '@grpc/grpc-js'
import type { Fault, Faulty } from './protocol.js'
import * as refusals from './refusals.js'
import type { Refusal } from './refusals.js'
import type { Store } from './store.js'

/** A node of the stand-in, as the calls see it. */
export interface Node {
  readonly store: Store
  readonly maxAppendBytes: number
  /** Who may call; absent: anyone, as on a server in insecure mode. */
  readonly users?: ReadonlyMap<string, string>
  /** Whether this node leads; if not, which does, if any. */
  readonly leader: () => 'here' | 'none' | { readonly host: string; readonly port: number }
  /** The next fault for a kind of call; it happens once. */
  readonly nextFault: (on: Faulty) => Fault | undefined
  readonly count: (call: string) => void
  readonly noteAppend: (stream: string, expected: string, ids: readonly string[]) => void
  /** Cuts the connection that a call came by. */
  readonly cut: (peer: string) => void
  /** Live subscriptions, to be closed from outside. */
  readonly subscriptions: Set<(how: 'end' | 'cancelled' | 'unavailable') => void>
}

/** The part of every kind of call that is looked at here. */
export interface Call {
  readonly metadata: Metadata
  readonly getPeer: () => string
}

/** What comes of a call. `never`: no answer at all. */
export type Outcome<A> = { readonly answer: A } | { readonly refusal: Refusal } | 'never'

const refused = (refusal: Refusal): { readonly refusal: Refusal } => ({ refusal })

const credentialsOf = (metadata: Metadata): readonly [string, string] | undefined => {
  const [header] = metadata.get('authorization')
  if (typeof header !== 'string' || !header.startsWith('Basic ')) return undefined
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return [text.slice(0, colon), text.slice(colon + 1)]
}

/** Why the caller may not call, if so. */
export const doorOf = (node: Node, call: Call): Refusal | undefined => {
  if (node.users === undefined) return undefined
  const given = credentialsOf(call.metadata)
  if (given === undefined) return refusals.accessDenied()
  return node.users.get(given[0]) === given[1] ? undefined : refusals.unauthenticated()
}

const leadership = (node: Node, call: Call): Refusal | undefined => {
  const leader = node.leader()
  if (leader === 'here' || call.metadata.get('requires-leader')[0] !== 'true') return undefined
  return leader === 'none' ? refusals.notReady() : refusals.notLeader(leader.host, leader.port)
}

const misbehave = async <A>(fault: Fault, act: () => Outcome<A>, cut: () => void): Promise<Outcome<A>> => {
  switch (fault.kind) {
    case 'drop-before':
      cut()
      return 'never'
    case 'drop-after':
      act()
      cut()
      return 'never'
    case 'answer-late': {
      const outcome = act()
      await sleep(fault.ms)
      return outcome
    }
    case 'act-late':
      await sleep(fault.ms)
      return act()
    case 'silent':
      return 'never'
    case 'not-leader':
      return refused(refusals.notLeader(fault.host, fault.port))
    case 'no-leader':
      return refused(refusals.noLeader())
    case 'not-ready':
      return refused(refusals.notReady())
    case 'commit-timeout':
      act()
      return refused(refusals.commitTimeout())
    default:
      return fault satisfies never
  }
}

/** Does what a call asks, unless it may not be done here, or is to go wrong. */
export const perform = async <A>(
  node: Node,
  { call, on }: { readonly call: Call; readonly on: Faulty },
  act: () => Outcome<A>,
): Promise<Outcome<A>> => {
  node.count(on)
  const refusal = doorOf(node, call) ?? leadership(node, call)
  if (refusal !== undefined) return refused(refusal)
  const fault = node.nextFault(on)
  return fault === undefined ? act() : misbehave(fault, act, () => node.cut(call.getPeer()))
}
