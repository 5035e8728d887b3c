/** What the command line must do with a log of any kind, by its URL alone. Run as built, each command a process of its own. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aLogOfTheExample, DATA, inProcess, jsonOf, type Ran, root, vacatur } from './vacatur.js'

/** A kind of log whose URLs hold a password. */
export interface LogsByUrl {
  /** The URL of a log that is not there yet. */
  readonly fresh: () => string
  /** What must not be printed. */
  readonly secret: string
  /** The URL of a server that is not there, with the secret in it. */
  readonly unreachable: string
}

const json = (ran: Ran): unknown => jsonOf(ran)[0]

const expectNoSecret = ({ out, err }: Ran, secret: string): void => expect(out + err).not.toContain(secret)

const ON_16_MARCH = ['--traded-at', '2021-03-16T14:00:00.000Z', '--known-at', '2026-11-24T00:00:00.000Z']

const QUESTIONS: readonly (readonly string[])[] = [
  ['status', 'xiaomi', '--valid-at', '2021-03-16T14:00:00.000Z', '--known-size', '300'],
  ['timeline', 'xiaomi', '--known-size', '400'],
  ['history', 'xiaomi', '--program', 'us-ccmc'],
  ['diff', 'xiaomi', '--program', 'us-ccmc', '--before-size', '100', '--after-size', '497'],
  ['check', '--isin', 'KYG9830T1067', '--activity', 'buy', '--us-person', ...ON_16_MARCH],
]

const POLICY = join(root, 'examples/03-firm-policy/policy.json')
const TENCENT = [
  '--issuer',
  'tencent',
  '--kind',
  'equity',
  '--publicly-traded',
  '--activity',
  'buy',
  '--us-person',
]

const making = ({ fresh, secret }: LogsByUrl): void => {
  it('init makes it once, and append fills it once, by VACATUR_LOG too', async () => {
    const url = fresh()
    const first = await vacatur(['init', '--log', url, '--json'])
    expect(json(first)).toMatchObject({ created: true, added: 3, size: 3 })
    const env = { VACATUR_LOG: url }
    expect(json(await vacatur(['init', '--json'], { env }))).toMatchObject({ created: false, added: 0 })
    const filled = await vacatur(['append', DATA, '--json'], { env })
    expect(json(filled)).toMatchObject({ added: 497, already: 0, size: 500 })
    expect(json(await vacatur(['append', DATA, '--json'], { env }))).toMatchObject({ added: 0, already: 497 })
    const status = await vacatur(['status', 'xiaomi', '--program', 'us-ccmc', '--json'], { env })
    expect(json(status)).toMatchObject({ standing: 'vacated' })
    for (const ran of [first, filled, status]) {
      expect(ran).toMatchObject({ code: 0, err: '' })
      expectNoSecret(ran, secret)
    }
  })
  it('refused entries make no log', async () => {
    const url = fresh()
    const refused = await vacatur(['append', '-', '--log', url], { input: '{}\n' })
    expect(refused.code).toBe(65)
    const missing = await vacatur(['status', 'xiaomi', '--log', url])
    expect(missing).toMatchObject({ code: 69, out: '' })
    expect(missing.err).toContain('vacatur init')
    expect(missing.err.trimEnd().split('\n')).toHaveLength(1)
    for (const ran of [refused, missing]) expectNoSecret(ran, secret)
  })
}

const publishing = ({ fresh, secret }: LogsByUrl): void => {
  it('a ruleset is published into it once, and decides from its day on', async () => {
    const env = { VACATUR_LOG: fresh() }
    await vacatur(['append', DATA], { env })
    const publish = ['rules', 'publish', POLICY, '--valid-from', '2026-01-01T05:00:00.000Z', '--json']
    const first = await vacatur(publish, { env })
    expect(json(first)).toMatchObject({ entry: 'ruleset/house-1260h/2', added: 1, size: 498 })
    expect(json(await vacatur(publish, { env }))).toMatchObject({ added: 0, size: 498 })
    const before = await vacatur(['check', ...TENCENT, '--traded-at', '2025-06-02T14:00:00.000Z'], { env })
    const after = await vacatur(['check', ...TENCENT, '--traded-at', '2026-06-02T14:00:00.000Z'], { env })
    expect([before.code, after.code]).toEqual([0, 3])
    const listed = await vacatur(['rules', 'list', '--json'], { env })
    expect(json(listed)).toMatchObject([{}, {}, {}, { ruleset: 'house-1260h', from: 'log' }])
    for (const ran of [first, before, after, listed]) expectNoSecret(ran, secret)
  })
}

const answering = ({ fresh, secret }: LogsByUrl): void => {
  it('answers what the log that was copied into it answers, byte for byte', {
    timeout: 180_000,
  }, async () => {
    const [original, url] = [await aLogOfTheExample(), fresh()]
    const copied = await vacatur(['copy', '--from', original, '--to', url, '--json'])
    expect(json(copied)).toMatchObject({ size: 497, added: 497 })
    expectNoSecret(copied, secret)
    for (const question of QUESTIONS) {
      const here = await inProcess([...question, '--json', '--log', original])
      const there = await vacatur([...question, '--json', '--log', url])
      expect(there).toEqual(here)
      expect(here.out).not.toBe('')
    }
  })
}

const unreachable = ({ unreachable: url, secret }: LogsByUrl): void => {
  it.each([
    ['status', 'xiaomi', '--log'],
    ['init', '--log'],
    ['copy', '--to', 'memory:', '--from'],
  ])('%s of a server that is not there exits 69 with one line', async (...args) => {
    const ran = await vacatur([...args, url])
    expect(ran).toMatchObject({ code: 69, out: '' })
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    expect(ran.err).toContain('is not available')
    expectNoSecret(ran, secret)
  })
}

/** Runs the command line over a kind of log. */
export const byUrl = (name: string, logs: LogsByUrl): void => {
  describe(`vacatur on ${name}`, () => {
    making(logs)
    publishing(logs)
    answering(logs)
    unreachable(logs)
  })
}
