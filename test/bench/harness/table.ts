/** Tables of figures for people: aligned text for a terminal. */

/** A table: the first column is text, the others are figures as text. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const padded = (cell: string, width: number, isFirst: boolean): string =>
  isFirst ? cell.padEnd(width) : cell.padStart(width)

/** The table as lines of text. */
export const textOf = ({ title, columns, rows }: Table): string => {
  const lines = [columns, ...rows]
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const text = lines.map((line) =>
    line.map((cell, column) => padded(cell, widths[column] ?? 0, column === 0)).join('  '),
  )
  return ['', title, '', ...text, ''].join('\n')
}

const UNITS = [
  { unit: 's', ns: 1e9 },
  { unit: 'ms', ns: 1e6 },
  { unit: 'µs', ns: 1e3 },
] as const

/** A figure with three digits or all those before the point. */
export const threeDigits = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return Math.round(value).toLocaleString('en-US')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** A duration in the unit that suits it. */
export const duration = (ns: number): string => {
  const found = UNITS.find(({ ns: least }) => ns >= least)
  return found === undefined ? `${threeDigits(ns)} ns` : `${threeDigits(ns / found.ns)} ${found.unit}`
}

/** So many times as much. */
export const times = (ratio: number): string => `${threeDigits(ratio)}×`
