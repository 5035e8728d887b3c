/**
 * Contestants in processes of their own, one after the other, in several rounds, so that a busy moment of the machine meets them all;
 * medians over the rounds. Starts this same program again, as a child with a job.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './stats.js'

/** Figures by name; of the same job always the same names. */
export type Figures = Readonly<Record<string, number>>

/** What a child sends back: figures, and what it answered, to be compared with what others did. */
export interface Report {
  readonly figures: Figures
  readonly answers?: string
}

/** Something that a child can do. */
export type Job = (options: unknown) => Promise<Report>

/** Who takes part. */
export interface Contestant {
  readonly name: string
  readonly job: string
  readonly options: object
  /** Flags for Node. */
  readonly flags?: readonly string[]
  /** Takes part in so many rounds at most: for what takes minutes. */
  readonly rounds?: number
}

/** The path of this program. */
export const PROGRAM = fileURLToPath(import.meta.url)

/** The word by which the program is told that it is a child. */
export const CHILD = 'child'

/** Runs a job in a process of its own. Rejects with what it complained of if it fails. */
export const inChild = async ({ name, job, options, flags = [] }: Contestant): Promise<Report> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, PROGRAM, CHILD, job, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as Report)
      else reject(new Error(`${name} failed (${code}): ${complaint}`))
    })
  })

const medians = (reports: readonly Figures[]): Figures => {
  const names = Object.keys(reports[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, median(reports.map((figures) => figures[name] ?? Number.NaN))]),
  )
}

/** Where two texts of answers first differ; -1 where they do not. */
const firstDifference = (one: string, other: string): number =>
  one === other ? -1 : [...one].findIndex((answer, place) => answer !== other[place])

const expectAgreement = (name: string, answers: string | undefined, expected: string | undefined): void => {
  if (answers === undefined || expected === undefined || answers === expected) return
  const place = firstDifference(answers, expected)
  throw new Error(
    `${name} answers ${answers[place]} to input ${place}, the first contestant ${expected[place]}`,
  )
}

/** Lets contestants compete; all that send answers must have answered the same. Returns the median figures of each by its name. */
export const compete = async (
  contestants: readonly Contestant[],
  rounds: number,
): Promise<ReadonlyMap<string, Figures>> => {
  const reports = new Map<string, Figures[]>(contestants.map(({ name }) => [name, []]))
  let expected: string | undefined
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants.filter(({ rounds: most = rounds }) => round <= most)) {
      process.stderr.write(`  round ${round} of ${rounds}: ${contestant.name}\n`)
      const { figures, answers } = await inChild(contestant)
      expected ??= answers
      expectAgreement(contestant.name, answers, expected)
      reports.get(contestant.name)?.push(figures)
    }
  }
  return new Map([...reports].map(([name, figures]) => [name, medians(figures)]))
}
