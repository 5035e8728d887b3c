/** How far a feed has come: what it has heard of, what it knows that there is, and when it last looked. */
import * as E from 'fp-ts/lib/Either.js'
import { processTimer } from '../clock/index.js'
import type { Bell } from '../shared/bell.js'
import type { Line } from './calls.js'
import { type EventRead, verify } from './event.js'
import { type End, readEnd } from './stretch.js'
import type { Trouble } from './trouble.js'
import type { Window } from './window.js'

/** The progress of one run of a feed, from its first look to its end. */
export interface Progress {
  /** What was heard of; undefined before the first look. */
  readonly end: () => End | undefined
  /** Whether the log is known to have more than was heard of. */
  readonly isBehind: () => boolean
  /** When the log was last seen to have what was heard of and no more, by the process's timer. */
  readonly lookedAt: () => number
  /** Looks at the end of the stream. */
  readonly look: () => Promise<Trouble | undefined>
  /** Takes the next event in. */
  readonly hear: (event: EventRead) => Trouble | undefined
  /** The server says that this is all. */
  readonly caughtUp: () => void
}

/** A feed that has not looked yet. */
export const newProgress = (line: Line, bell: Bell, window: Window): Progress => {
  let end: End | undefined
  let target = 0
  let lookedAt = Number.NEGATIVE_INFINITY
  const isBehind = (): boolean => end === undefined || end.size < target
  const caughtUp = (): void => {
    if (isBehind()) return
    lookedAt = processTimer.elapsedMs()
    bell.ring()
  }
  return {
    end: () => end,
    isBehind,
    lookedAt: () => lookedAt,
    caughtUp,
    look: async () => {
      const found = await readEnd(line)
      if (E.isLeft(found)) return found.left
      const { size } = found.right
      // Events may have come since the question was put, but none can have gone.
      if (size < target)
        return { kind: 'corrupt', index: size, reason: `it had ${target} entries and now has ${size}` }
      end ??= found.right
      target = size
      caughtUp()
      return undefined
    },
    hear: (event) => {
      if (end === undefined) return undefined
      const verified = verify(event, end.size, end.chain)
      if (E.isLeft(verified)) return { kind: 'corrupt', index: end.size, reason: verified.left }
      const { recorded, chain, length } = verified.right
      window.add(recorded, length)
      end = { size: recorded.index + 1, chain }
      caughtUp()
      return undefined
    },
  }
}
