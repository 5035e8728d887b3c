/** Tables that keep to the width of the terminal: cells are wrapped, never cut off. */
import Table from 'cli-table3'
import { wrap } from './text.js'

/** What to lay out: the heads, the width of each column but the last, which takes what is left. */
export interface TableLayout {
  readonly head: readonly string[]
  readonly widths: readonly number[]
  readonly columns: number
}

const NO_LINES = Object.fromEntries(
  ['top', 'mid', 'bottom', 'left', 'right'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, ''] as const),
  ),
)

const LEAST = 12

/** Draws rows; each cell is text that may hold line breaks. `paint` colours a cell after it was wrapped. */
export const drawTable = (
  { head, widths, columns }: TableLayout,
  rows: readonly (readonly string[])[],
  paint: (line: string, column: number, row: number) => string = (line) => line,
): string => {
  const taken = widths.reduce((sum, width) => sum + width + 1, 0)
  const all = [...widths, Math.max(LEAST, columns - taken)]
  const table = new Table({
    chars: { ...NO_LINES, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: all,
  })
  table.push([...head])
  for (const [place, row] of rows.entries()) {
    table.push(
      row.map((cell, column) =>
        wrap(cell, all[column] ?? LEAST)
          .map((line) => paint(line, column, place))
          .join('\n'),
      ),
    )
  }
  const [heads = '', ...lines] = table.toString().split('\n')
  return [heads, '─'.repeat(columns), ...lines].map((line) => line.trimEnd()).join('\n')
}
