/** Whether the path of a log that is open still leads to the file that was opened, and whether it can be expected to again. */
import { elapsedMs } from '../clock/index.js'
import { identityOf } from './file.js'

/**
 * `away` while nothing is at the path, or it cannot be looked at: whoever moved the file may bring it back. `gone` once that has
 * taken too long, and at once where another file is there: nothing that comes later comes to the file that is open.
 */
export type Presence = 'there' | 'away' | 'gone'

/** How long a file may be away before it is taken for removed, in milliseconds: longer than anybody needs who moves it and back. */
const LONGEST_AWAY_MS = 10_000

/** What is at the path; undefined where that cannot be told. */
const identityAt = (path: string): string | undefined => {
  try {
    return identityOf(path)
  } catch {
    return undefined
  }
}

/** Looks at a path where a file of that identity was opened. Its time away counts from the first look that misses it. */
export const presenceAt = (
  path: string,
  identity: string,
  longestAwayMs = LONGEST_AWAY_MS,
): (() => Presence) => {
  let awaySinceMs: number | undefined
  return () => {
    const found = identityAt(path)
    if (found === identity) {
      awaySinceMs = undefined
      return 'there'
    }
    awaySinceMs ??= elapsedMs()
    return found === undefined && elapsedMs() - awaySinceMs <= longestAwayMs ? 'away' : 'gone'
  }
}
