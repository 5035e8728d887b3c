/** Writes many short texts to standard output in large pieces, waiting until each was taken, so that none pile up. */
import type { Terminal } from '../surroundings.js'

const PIECE = 1 << 16

/** A writer of lines. */
export interface Lines {
  readonly write: (text: string) => void
  /** Call now and then: hands on what has gathered, if it is much. */
  readonly breathe: () => Promise<void>
  /** Hands on the rest. */
  readonly end: () => Promise<void>
}

/** Lines to a terminal. */
export const linesTo = ({ out, taken }: Pick<Terminal, 'out' | 'taken'>): Lines => {
  let gathered: string[] = []
  let size = 0
  const end = async (): Promise<void> => {
    if (size === 0) return
    out(gathered.join(''))
    gathered = []
    size = 0
    await taken()
  }
  return {
    write: (text) => {
      gathered.push(text)
      size += text.length
    },
    breathe: async () => (size < PIECE ? undefined : end()),
    end,
  }
}
