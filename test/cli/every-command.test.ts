/** What holds for every command: it answers programs too, and a bug in it ends as one line and 70, never as an answer. */
import { Readable } from 'node:stream'
import { runCommandLine } from '@vacatur/adapters/cli'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, inProcess, vacatur } from './vacatur.js'

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

/** The commands that the help of one lists, without `help` itself. */
const commandsIn = (help: string): readonly string[] => {
  const [list = ''] = (help.split('\nCommands:\n')[1] ?? '').split('\n\n')
  return [...list.matchAll(/^ {2}([a-z]+) /gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]))
}

describe('--json', () => {
  it('is an option of every command', async () => {
    const commands = commandsIn((await inProcess(['--help'])).out).filter((name) => name !== 'rules')
    const rules = commandsIn((await inProcess(['rules', '--help'])).out).map((name) => ['rules', name])
    const all = [...commands.map((name) => [name]), ...rules]
    expect(all.length).toBeGreaterThan(18)
    const helps = await Promise.all(all.map(async (names) => inProcess([...names, '--help'])))
    const without = all.filter((_, place) => helps[place]?.out.includes('--json') !== true)
    expect(without).toEqual([])
  })

  it('of demo prints its four decisions, a line each', async () => {
    const { code, out, err } = await vacatur(['demo', '--json'])
    const decisions = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly outcome: string })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['deny', 'permit', 'permit', 'permit'])
  })
})

describe('an order', () => {
  const order = (over: object) =>
    JSON.stringify({
      activity: 'buy',
      instrument: { isin: 'x' },
      tradedAt: '2021-03-16T14:00:00.000Z',
      ...over,
    })

  it.each([
    ['of 20 MB', order({ instrument: { isin: 'x'.repeat(20_000_000) } }), '4194304 bytes'],
    ['of 100,000 levels', order({}).replace('"x"', '['.repeat(100_000)), 'levels'],
  ])('%s is bad input, also alone in its file', async (_, text, words) => {
    for (const option of ['--order', '--orders']) {
      const ran = await inProcess(['check', option, aFile(text), '--log', log])
      expect(ran).toMatchObject({ code: 65, out: '' })
      expect(ran.err).toContain(words)
      expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    }
  })

  it('for an instrument with a very long name is answered', async () => {
    const file = aFile(order({ instrument: { isin: 'x'.repeat(1_000_000) } }))
    expect((await inProcess(['check', '--order', file, '--log', log])).code).toBe(4)
  })
})

describe('a bug', () => {
  const broken = (environment: Readonly<Record<string, string>>) => {
    let [out, err] = ['', '']
    const terminal = {
      out: (text: string) => (out += text),
      err: (text: string) => (err += text),
      taken: async () => Promise.resolve(true),
      columns: 80,
      hasColour: false,
      showsProgress: false,
    }
    const now = () => {
      throw new Error('the clock stopped\nand more')
    }
    const stdin = () => Readable.from([])
    const surroundings = { terminal, environment, now, stdin, onInterrupt: () => () => undefined }
    return async (...args: readonly string[]) => {
      const code = await runCommandLine(args, surroundings)
      return { code, out, err }
    }
  }

  it('is one line that says so, exit 70, and no answer', async () => {
    expect(await broken({})('status', 'xiaomi', '--log', log)).toEqual({
      code: 70,
      out: '',
      err: 'vacatur: this is a bug, please report it: the clock stopped\n',
    })
  })

  it('shows where it is to who asks', async () => {
    const { code, err } = await broken({ VACATUR_DEBUG: '1' })('status', 'xiaomi', '--log', log)
    expect(code).toBe(70)
    expect(err).toContain('every-command.test.ts')
  })
})
