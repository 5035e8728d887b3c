/** What a test tells the stand-in, over the channel between the two processes: plain JSON. */

/** How the stand-in misbehaves, once, at the next call of the kind. */
export type Fault =
  /** Cuts the caller's connection; nothing was written. */
  | { readonly kind: 'drop-before' }
  /** Does what was asked, then cuts the connection instead of answering. */
  | { readonly kind: 'drop-after' }
  /** Does what was asked, and answers late. */
  | { readonly kind: 'answer-late'; readonly ms: number }
  /** Does what was asked late, when the caller may have given up, and then answers. */
  | { readonly kind: 'act-late'; readonly ms: number }
  /** Never answers, and does nothing. */
  | { readonly kind: 'silent' }
  /** Is not the leader, and says who is. */
  | { readonly kind: 'not-leader'; readonly host: string; readonly port: number }
  /** Is not the leader, and nobody knows who is. */
  | { readonly kind: 'no-leader' }
  /** Is starting, or holding an election. */
  | { readonly kind: 'not-ready' }
  /** Did what was asked, and could not tell whether it was replicated in time. */
  | { readonly kind: 'commit-timeout' }

/** The calls that can be made to fail. */
export type Faulty = 'append' | 'read' | 'subscribe'

/** An event as it is put into a stream past every check, by a test that wants it to be wrong. */
export interface RawEvent {
  readonly type?: string
  readonly isJson?: boolean
  readonly data?: string
  readonly metadata?: string
  /** In ticks of 100 ns since 1970; any text. */
  readonly created?: string
}

/** What can be asked of the stand-in. */
export type Command =
  | { readonly ask: 'fault'; readonly on: Faulty; readonly faults: readonly Fault[] }
  /** Makes a node the leader; -1: there is none. Calls that require the leader are sent to it from the others. */
  | { readonly ask: 'elect'; readonly leader: number }
  | { readonly ask: 'tamper'; readonly stream: string; readonly revision: number; readonly event: RawEvent }
  | { readonly ask: 'put'; readonly stream: string; readonly event: RawEvent }
  | { readonly ask: 'delete' | 'tombstone'; readonly stream: string }
  | { readonly ask: 'close-subscriptions'; readonly how: 'end' | 'cancelled' | 'unavailable' }
  | { readonly ask: 'cut' | 'away' | 'back' | 'forget' | 'facts' }

/** A node as gossip tells of it, to those who look for one. */
export interface GossipMember {
  readonly host: string
  readonly port: number
  readonly state: 'leader' | 'follower' | 'unknown'
  readonly isAlive: boolean
}

/** What the stand-in has seen. */
export interface Facts {
  readonly connections: number
  readonly connectionsEver: number
  readonly calls: Readonly<Record<string, number>>
  readonly subscriptions: number
  /** Of the events that appends asked to be written, in order: stream, id, and whether they were written. */
  readonly appends: readonly {
    readonly stream: string
    readonly expected: string
    readonly ids: readonly string[]
  }[]
}

/** A question with the number that its answer carries. */
export interface Question {
  readonly number: number
  readonly command: Command
  /** Which node of the cluster is asked. */
  readonly node: number
}

/** The answer. */
export type Answer = { readonly number: number } & (
  | { readonly facts: Facts | null }
  | { readonly error: string }
)

/** The first thing that the stand-in says: where it listens. */
export interface Ready {
  readonly ready: true
  readonly ports: readonly number[]
}
