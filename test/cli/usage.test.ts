/** Usage: help with examples, bad usage, exit codes, and output that nobody reads to its end. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, BIN, DATA, inProcess, root, vacatur } from './vacatur.js'

const COMMANDS = [
  'demo',
  'init',
  'append',
  'status',
  'timeline',
  'history',
  'diff',
  'check',
  'screen',
  'watch',
  'cases',
]
const RULES = ['lint', 'diff', 'test', 'explain', 'list', 'facts', 'schema', 'publish']

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

describe('help', () => {
  it.each(COMMANDS)('of %s has an example', async (command) => {
    const ran = await inProcess([command, '--help'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(`Example:\n  vacatur ${command}`)
  })

  it.each(RULES)('of rules %s has an example', async (command) => {
    const ran = await inProcess(['rules', command, '--help'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(`Example:\n  vacatur rules ${command}`)
  })

  it('of rules names every command under it', async () => {
    const ran = await inProcess(['rules', '--help'])
    expect(ran.code).toBe(0)
    for (const command of RULES) expect(ran.out).toContain(`\n  ${command} `)
  })

  it('of the whole tells the story, examples and exit codes', async () => {
    const ran = await inProcess(['--help'])
    expect(ran.code).toBe(0)
    for (const word of ['any two points in', 'vacatur demo', 'Exit codes: 0 done', ...COMMANDS])
      expect(ran.out).toContain(word)
  })

  it('is what no command at all gets, but that is no permit', async () => {
    const ran = await inProcess([])
    expect(ran.code).toBe(64)
    expect(ran.err).toContain('Usage: vacatur')
  })

  it('--version prints the version', async () => {
    expect(await vacatur(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' })
  })
})

const BAD_USAGE: readonly (readonly [args: readonly string[], words: string])[] = [
  [['chekc'], 'unknown command'],
  [['status'], 'missing required argument'],
  [['status', 'xiaomi'], 'VACATUR_LOG'],
  [['status', 'xiaomi', '--log', 'law.db'], 'sqlite:PATH'],
  [['status', 'xiaomi', '--log', 'memory:', '--log', 'sqlite:law.db'], 'is given twice'],
  [['status', 'xiaomi', '--log', 'sqlite:'], 'sqlite:PATH'],
  [['status', 'xiaomi', '--log', 'postgres://u:secret@'], 'postgres://user@host'],
  [['status', 'xiaomi', '--log', 'postgres://u:secret@h/d?log=a%20b'], 'A-Za-z0-9'],
  [['status', 'xiaomi', '--log', 'esdb://u:secret@h:99999'], 'port'],
  [['status', 'xiaomi', '--log', 'esdb://u:secret@h?tsl=false'], '`tsl`'],
  [['status', 'xiaomi', '--log', 'kurrentdb://u:secret@h'], 'esdb://'],
  [['status', 'xiaomi', '--log', 'mysql://u:secret@h/d'], 'postgres://'],
  [['copy', '--from', 'sqlite:a.db'], '--to'],
  [['copy', '--from', 'a.db', '--to', 'sqlite:b.db'], '`--from`'],
  [['status', 'xiaomi', '--log', 'LOG', '--clock', 'sundial'], 'recorded, published'],
  [
    ['status', 'xiaomi', '--log', 'LOG', '--known-size', '1', '--known-at', '2021-01-01T00:00:00.000Z'],
    'one of them',
  ],
  [['status', 'xiaomi', '--log', 'LOG', '--known-size', '1', '--clock', 'published'], '--known-at'],
  [['diff', 'xiaomi', '--log', 'LOG'], '--before-at'],
  [['check', '--log', 'LOG'], '--order FILE'],
  [['check', '--log', 'LOG', '--activity', 'buy'], '--isin'],
  [['check', '--log', 'LOG', '--order', 'a.json', '--activity', 'buy'], 'accepted is one of'],
  [['check', '--log', 'LOG', '--activity', 'buy', '--isin', 'x', '--evaluator', 'oracle'], 'reference'],
  [['check', '--log', 'LOG', '--colour', 'red'], '--colour'],
  [['screen', '--log', 'LOG'], 'missing required argument'],
  [['screen', 'x.csv', '--log', 'LOG', '--json', '--csv'], 'one of them'],
  [['screen', 'x.csv', '--log', 'LOG', '--delimiter', 'tab'], 'one character'],
  [
    ['screen', 'x.csv', '--log', 'LOG', '--known-size', '1', '--known-at', '2021-01-01T00:00:00.000Z'],
    'one of',
  ],
  [['screen', 'x.csv', '--log', 'LOG', '--purpose', 'gamble'], 'invest, divest, facilitate'],
  [['screen', 'x.csv', '--log', 'LOG', '--us-person', '--no-us-person'], '`--no-us-person` at once'],
  [['screen', 'x.csv', '--log', 'LOG', '--no-for-us-person', '--for-us-person'], '`--no-for-us-person`'],
  [['screen', 'x.csv', '--log', 'LOG', '--person-id', ''], '--person-id'],
  [['screen', 'x.csv', '--log', 'LOG', '--role', ' '], '--role'],
  [['check', '--log', 'LOG', '--isin', 'x', '--us-person', '--no-us-person'], '`--no-us-person` at once'],
  [['check', '--log', 'LOG', '--issuer', 'x', '--publicly-traded', '--no-publicly-traded'], 'at once'],
  [['check', '--log', 'LOG', '--isin', 'x', '--person-id', ''], '--person-id'],
  [['cases'], 'missing required argument'],
  [['cases', 'test/scenario', '--engine', 'steam'], 'index, oracle, both'],
]

describe('bad usage', () => {
  it.each(BAD_USAGE)('%j exits 64 and says what is accepted', async (args, words) => {
    const ran = await inProcess(args.map((arg) => (arg === 'LOG' ? log : arg)))
    expect(ran.code).toBe(64)
    expect(ran.out).toBe('')
    expect(ran.err).toContain(words)
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    expect(ran.err).not.toContain('secret')
  })
})

const ORDER = ['--isin', 'KYG9830T1067', '--activity', 'buy', '--us-person']

const BAD_ARGUMENTS: readonly (readonly [args: readonly string[], words: readonly string[]])[] = [
  [
    ['status', 'xiaomi', '--valid-at', '2021-03-15'],
    ['`--valid-at`', 'UTC'],
  ],
  [
    ['status', 'xiaomi', '--valid-at', '2021-02-30T00:00:00.000Z'],
    ['`--valid-at`', 'exist'],
  ],
  [
    ['status', 'xiaomi', '--known-at', '2021-03-14T02:30[America/New_York]'],
    ['`--known-at`', 'skip'],
  ],
  [
    ['status', 'xiaomi', '--known-at', '2021-11-07T01:30[America/New_York]'],
    ['`--known-at`', 'twice'],
  ],
  [
    ['status', 'xiaomi', '--known-at', '2021-11-07T01:30[Mars/Olympus]'],
    ['`--known-at`', 'IANA'],
  ],
  [
    ['status', 'xiaomi', '--known-size', '9999'],
    ['`--known-size`', '497'],
  ],
  [
    ['status', 'xiaomi', '--known-size', '-1'],
    ['`--known-size`', '497'],
  ],
  [
    ['status', 'xiaomi', '--program', 'us-cmic'],
    ['`us-cmic`', 'us-ns-cmic'],
  ],
  [
    ['screen', 'x.csv', '--valid-at', 'yesterday'],
    ['`--valid-at`', 'UTC'],
  ],
  [
    ['screen', 'x.csv', '--zone', 'Mars/Olympus'],
    ['`--zone` is "Mars/Olympus"', 'IANA'],
  ],
  [
    ['screen', 'x.csv', '--ahead', '-1'],
    ['`--ahead`', 'days'],
  ],
  [
    ['check', ...ORDER, '--traded-at', 'yesterday'],
    ['`--traded-at`', 'UTC'],
  ],
  [
    ['check', '--isin', 'x', '--ticker', 'y', '--activity', 'buy'],
    ['`instrument`', 'exactly one'],
  ],
  [
    ['check', '--isin', 'x', '--activity', 'borrow'],
    ['`activity`', 'buy'],
  ],
]

describe('a bad argument', () => {
  it.each(BAD_ARGUMENTS)('%j exits 65 and names it', async (args, words) => {
    const ran = await inProcess([...args, '--log', log])
    expect(ran.code).toBe(65)
    expect(ran.out).toBe('')
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    for (const word of words) expect(ran.err).toContain(word)
  })

  it('in a file of orders is named by file, line and field', async () => {
    const good = '{"activity":"buy","instrument":{"isin":"x"},"tradedAt":"2021-03-16T14:00:00.000Z"}'
    const file = aFile(`${good}\n${good.replace('buy', 'borrow')}\n`, 'orders.jsonl')
    const ran = await inProcess(['check', '--orders', file, '--log', log])
    expect(ran.code).toBe(65)
    expect(ran.err).toContain('orders.jsonl:2: `activity`')
  })
})

describe('exit codes of check', () => {
  const check = async (...args: readonly string[]): Promise<number> =>
    (await vacatur(['check', '--log', log, ...args])).code
  const ON_16_MARCH = [
    '--traded-at',
    '2021-03-16T14:00:00.000Z',
    '--clock',
    'published',
    '--known-at',
    '2021-03-11T20:00:00.000Z',
  ]

  it('are 0 for permit, 3 for deny, 4 for review, 5 for undetermined', async () => {
    const codes = await Promise.all([
      check(...ORDER),
      check(...ORDER, ...ON_16_MARCH),
      check('--isin', 'none', '--activity', 'buy'),
      check('--isin', 'KYG9830T1067', '--activity', 'buy', ...ON_16_MARCH),
    ])
    expect(codes).toEqual([0, 3, 4, 5])
  })

  it('of an unknown instrument are as the firm chose', async () => {
    const unknown = ['--isin', 'none', '--activity', 'buy', '--unknown-instrument']
    const chosen = async (outcome: string) => inProcess(['check', '--log', log, ...unknown, outcome])
    expect((await chosen('permit')).code).toBe(0)
    expect((await chosen('deny')).code).toBe(3)
  })
})

describe('as a process', () => {
  it('bad usage exits 64, help exits 0', async () => {
    expect(await vacatur(['chekc'])).toMatchObject({ code: 64, out: '' })
    expect(await vacatur(['check', '--help'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('output', () => {
  it('that nobody reads to its end changes neither the exit code nor prints a stack', async () => {
    const child = spawn(process.execPath, [
      join(root, 'packages/adapters/bin/vacatur.js'),
      'cases',
      join(root, 'test/scenario'),
      '--json',
    ])
    child.stdout.destroy()
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    const code = await new Promise((resolve) => {
      child.on('close', resolve)
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it.for([
    'check --isin KYG9830T1067 --activity buy --log "$LOG"',
    'watch --log "$LOG" --json',
    'screen - --log "$LOG" --csv',
    '--help',
  ])('of %s that cannot be written is one line, and an exit code that is no answer', (command, context) => {
    if (!existsSync('/dev/full')) context.skip('no /dev/full here')
    const ran = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" ${command} > /dev/full`], {
      encoding: 'utf8',
      env: { ...process.env, LOG: log },
      input: 'isin\nUS0378331005\n',
      timeout: 120_000,
    })
    expect(ran.status).toBe(74)
    expect(ran.stderr).toContain('vacatur: standard output cannot be written: no space is left\n')
    expect(ran.stderr).not.toContain('    at ')
  })

  it('has no colour where it is no terminal', async () => {
    const ran = await vacatur(['timeline', 'xiaomi', '--log', log])
    expect(ran.out).not.toContain('\u001B')
  })

  it('of a log in memory is gone with the command, which says so', async () => {
    expect(await inProcess(['append', DATA, '--log', 'memory:'])).toMatchObject({ code: 0 })
    expect((await inProcess(['init', '--log', 'memory:'])).err).toContain('memory')
    expect((await inProcess(['status', 'xiaomi', '--log', 'memory:'])).err).toContain('the log is empty')
  })
})
