/** Keeps figures in `bench/results.json`, each part with the machine, the version of Node and the date; other parts stay as they are. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'

const FOLDER = 'bench'
const FILE = `${FOLDER}/results.json`
const GIB = 2 ** 30

/** What the figures were measured on. */
const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / GIB),
  system: `${platform()} ${release()}`,
  node: process.version,
  /** Over one, five and fifteen minutes, when the part ended: others may have used the machine. */
  load: loadavg().map((load) => Number(load.toFixed(2))),
  date: new Date().toISOString().slice(0, 10),
})

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value

/** Puts a part's figures in the place of those it had. */
export const keep = (part: string, figures: object): void => {
  const before = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as object) : {}
  mkdirSync(FOLDER, { recursive: true })
  const after = { ...before, [part]: { machine: machine(), ...figures } }
  writeFileSync(FILE, `${JSON.stringify(after, rounded, 2)}\n`)
}
