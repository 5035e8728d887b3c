/** Where the calendar of a screening may be written, and what is never written over. */
import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, BIN, inProcess, newDirectory } from './vacatur.js'

const IN_2021 = ['--valid-at', '2021-09-01T00:00:00.000Z', '--us-person']

const PORTFOLIO = 'isin,acquired-at\nUS1694261033,2020-03-03T10:00:00.000Z\n'

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

const screen = async (...args: readonly string[]) =>
  inProcess(['screen', aFile(PORTFOLIO, 'held.csv'), '--log', log, ...IN_2021, ...args])

/** Runs a command in a shell. */
const shell = (command: string) => spawnSync('sh', ['-c', command], { encoding: 'utf8' })

/** A pipe with a name. */
const aPipe = (): string => {
  const path = join(newDirectory(), 'pipe')
  shell(`mkfifo "${path}"`)
  return path
}

/** A link in a new directory. */
const aLinkTo = (target: string): string => {
  const path = join(newDirectory(), 'link')
  symlinkSync(target, path)
  return path
}

const VACATUR = `"${process.execPath}" "${BIN}"`

describe('a calendar', () => {
  it.each([
    ['the log', () => log.slice('sqlite:'.length), 'the log'],
    ['a file beside the log', () => `${log.slice('sqlite:'.length)}-size`, 'belongs to it'],
    ['a file that may come beside the log', () => `${log.slice('sqlite:'.length)}-pulse`, 'belongs to it'],
    ['a pipe', () => aPipe(), 'a pipe'],
    ['a link to a pipe', () => aLinkTo(aPipe()), 'a pipe'],
    ['a link to the log', () => aLinkTo(log.slice('sqlite:'.length)), 'the log'],
    ['a directory', () => newDirectory(), 'a directory'],
    ['standard output', () => '-', 'a file to write'],
    ['nothing', () => '', 'a file to write'],
  ])('over %s is bad usage, and leaves it as it is', async (_, ics, words) => {
    const path = ics()
    const isFile = existsSync(path) && statSync(path).isFile()
    const before = isFile ? readFileSync(path) : undefined
    const ran = await screen('--ics', path)
    expect(ran).toMatchObject({ code: 64, out: '' })
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    expect(ran.err).toContain(words)
    if (isFile) expect(readFileSync(path)).toEqual(before)
  })

  it('over the portfolio is bad usage, by whatever name', async () => {
    const held = aFile(PORTFOLIO, 'held.csv')
    const another = join(newDirectory(), 'another.csv')
    linkSync(held, another)
    for (const ics of [held, join(dirname(held), '.', 'held.csv'), aLinkTo(held), another]) {
      const ran = await inProcess(['screen', held, '--log', log, ...IN_2021, '--ics', ics])
      expect(ran).toMatchObject({ code: 64, out: '' })
      expect(ran.err).toContain('the portfolio that is read')
    }
    expect(readFileSync(held, 'utf8')).toBe(PORTFOLIO)
  })

  it('over the portfolio on standard input is bad usage too', () => {
    const held = aFile(PORTFOLIO, 'held.csv')
    const command = `${VACATUR} screen - --log "${log}" --ics "${held}" < "${held}"`
    const ran = shell(command)
    expect(ran).toMatchObject({ status: 64, stdout: '' })
    expect(readFileSync(held, 'utf8')).toBe(PORTFOLIO)
  })

  it('at a link is written where that leads, there yet or not', async () => {
    for (const target of [aFile('old', 'deadlines.ics'), join(newDirectory(), 'deadlines.ics')]) {
      const ics = aLinkTo(target)
      expect((await screen('--ics', ics)).code).toBe(0)
      expect(lstatSync(ics).isSymbolicLink()).toBe(true)
      expect(readFileSync(target, 'utf8')).toMatch(/^BEGIN:VCALENDAR/)
    }
  })

  it('at a pipe of the process is refused as such', () => {
    const ics = aLinkTo('/proc/self/fd/1')
    const held = aFile(PORTFOLIO, 'held.csv')
    const command = `${VACATUR} screen "${held}" --log "${log}" --ics "${ics}" 2>&1 | cat`
    const { stdout } = shell(command)
    expect(stdout).toBe(
      `vacatur: ${ics} cannot be written: it is a pipe or a device, accepted is: a file, or a name for one\n`,
    )
  })

  it('of a portfolio from a pipe is written', () => {
    const ics = join(newDirectory(), 'deadlines.ics')
    const held = aFile(PORTFOLIO, 'held.csv')
    for (const input of ['-', '/dev/stdin']) {
      const command = `cat "${held}" | ${VACATUR} screen ${input} --log "${log}" ${IN_2021.join(' ')} --ics "${ics}"`
      const ran = shell(command)
      expect(ran).toMatchObject({ status: 0, stderr: '' })
      expect(existsSync(ics)).toBe(true)
    }
  })
})
