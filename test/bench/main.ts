/** `npm run bench [PART …] [-- --quick]`: measures the parts named, or all; or, as a child, does the job it is told. */
import { CHILD } from './harness/contest.js'
import type { Part } from './harness/part.js'
import { keep } from './harness/results.js'
import { textOf } from './harness/table.js'
import { filesPart } from './gate/files-part.js'
import { gatePart } from './gate/part.js'
import { logsPart } from './logs/part.js'
import { JOBS } from './jobs.js'
import { rulesPart } from './rules/part.js'

const PARTS: readonly Part[] = [rulesPart, gatePart, filesPart, logsPart]
const QUICK = '--quick'
const BAD_USAGE = 64

const runChild = async ([name = '', options = '{}']: readonly string[]): Promise<void> => {
  const job = JOBS[name]
  if (job === undefined) throw new Error(`there is no job ${name}`)
  const report = await job(JSON.parse(options))
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

const runPart = async ({ name, run }: Part, isQuick: boolean): Promise<void> => {
  process.stderr.write(`${name}\n`)
  const { figures, tables } = await run({ isQuick })
  process.stdout.write(tables.map(textOf).join(''))
  if (!isQuick) keep(name, figures)
}

const runParts = async (given: readonly string[]): Promise<void> => {
  const names = given.filter((word) => word !== QUICK)
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name))
  if (unknown !== undefined) {
    process.stderr.write(
      `\`${unknown}\` is no part of the bench, accepted is: ${PARTS.map(({ name }) => name).join(', ')}, --quick\n`,
    )
    process.exitCode = BAD_USAGE
    return
  }
  const wanted = names.length === 0 ? PARTS : PARTS.filter(({ name }) => names.includes(name))
  for (const part of wanted) await runPart(part, given.includes(QUICK))
}

const [first, ...rest] = process.argv.slice(2)
await (first === CHILD ? runChild(rest) : runParts(process.argv.slice(2)))
