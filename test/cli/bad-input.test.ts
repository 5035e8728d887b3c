/** Bad input: one clear line to standard error, the right exit code, nothing written. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFile, anEntry, DATA, inProcess, linesOf, newDirectory, type Ran, vacatur } from './vacatur.js'

/** One line that says `vacatur:` and all of the words. */
const expectOneLine = ({ err, out }: Ran, words: readonly string[]): void => {
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  for (const word of ['vacatur: ', ...words]) expect(err).toContain(word)
  expect(out).toBe('')
}

const good = JSON.stringify(anEntry())
const withField = (fields: Readonly<Record<string, unknown>>): string => JSON.stringify(anEntry(fields))
const replaced = (part: string, by: string): string => good.replace(part, by)
const at = (local: string, zone = 'America/New_York'): string => withField({ validAt: { local, zone } })

const FILES: readonly (readonly [name: string, content: string | Uint8Array, words: readonly string[]])[] = [
  ['an instant without a zone', withField({ validAt: '2020-01-01T00:00:00.000' }), [':1: `validAt`', 'UTC']],
  ['30 February', withField({ validAt: '2020-02-30T00:00:00.000Z' }), [':1: `validAt`', 'exist']],
  ['a local time that is skipped', at('2021-03-14T02:30'), [':1: `validAt`', 'skip']],
  ['a local time that is doubled', at('2021-11-07T01:30'), [':1: `validAt`', 'twice']],
  ['an unknown zone', at('2021-11-07T09:30', 'Mars/Olympus'), [':1: `validAt`', 'IANA']],
  ['an unknown field', withField({ colour: 'red' }), [':1: `colour`', 'no such field']],
  ['an unknown type', withField({ type: 'Entity' }), [':1: `type`', 'EntityDesignated']],
  ['a key twice', replaced('"entity":"x"', '"entity":"x","entity":"y"'), ['`entity`', 'each key once']],
  ['a key twice, deep', replaced('"authority"', '"citation":"d","authority"'), ['`source.citation`', 'once']],
  ['a lone surrogate', replaced('"X"', '"\\ud800"'), [':1: `names[0]`', 'Unicode']],
  ['a lone surrogate in a key', replaced('"names"', '"\\udc00":1,"names"'), [':1: ', 'Unicode']],
  ['NaN', replaced('[]', 'NaN'), [':1: `identifiers`', 'not JSON']],
  ['-0', replaced('[]', '-0'), [':1: `identifiers` is -0']],
  ['a number beyond doubles', replaced('[]', '1e999'), [':1: `identifiers`', 'too large']],
  ['an own __proto__', replaced('"names"', '"__proto__":{},"names"'), ['`__proto__`', 'no such field']],
  ['a byte order mark', `\u{FEFF}${good}`, [':1: ', 'byte order mark']],
  ['an empty file', '', ['is empty', 'one JSON object a line']],
  ['a file of blank lines', '\n  \r\n', ['is empty']],
  ['a binary file', Uint8Array.from({ length: 256 }, (_, byte) => byte), [':1: ', 'binary']],
  ['a file that is not UTF-8', Buffer.from('{"a":"\u00FF"}', 'latin1'), [':1: ', 'UTF-8']],
  ['a 20 MB line', `${good}\n{"a":"${'x'.repeat(20_000_000)}"}`, [':2: ', '4194304 bytes']],
  ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), [':1: ', 'levels']],
  ['a line cut short', `${good}\n${good.slice(0, 40)}`, [':2: ', 'not JSON']],
  ['a comment', `${good} // a comment`, [':1: ', 'not JSON']],
  ['one bad line among good ones', `${good}\n\n${withField({ id: 'é' })}\n`, [':3: `id`', 'A-Za-z0-9']],
  ['another content under the same id', `${good}\n${withField({ names: ['Y'] })}`, [':2: ', 'other content']],
  [
    'a target that there is not',
    withField({
      id: 'r',
      type: 'EntryRetracted',
      targets: ['nope'],
      basis: 'entry-error',
      reason: 'r',
      entity: undefined,
      names: undefined,
      identifiers: undefined,
    }),
    [':1: ', '`nope`', 'no earlier entry'],
  ],
]

describe('append of a file with', () => {
  it.each(FILES)('%s appends nothing and says where and what', async (_, content, words) => {
    const log = join(newDirectory(), 'law.db')
    const ran = await inProcess(['append', aFile(content), '--log', `sqlite:${log}`])
    expectOneLine(ran, words)
    expect(ran.code).toBe(65)
    expect(existsSync(log)).toBe(false)
  })
})

describe('append of', () => {
  it('a directory is refused', async () => {
    const ran = await inProcess(['append', newDirectory(), '--log', 'memory:'])
    expectOneLine(ran, ['directory'])
    expect(ran.code).toBe(65)
  })

  it('a file that is not there is refused', async () => {
    const ran = await inProcess(['append', join(newDirectory(), 'none.jsonl'), '--log', 'memory:'])
    expectOneLine(ran, ['no such file'])
    expect(ran.code).toBe(65)
  })

  it('several files, one of them bad, appends none of them, also to a log that is there', async () => {
    const log = join(newDirectory(), 'law.db')
    await inProcess(['init', '--log', `sqlite:${log}`])
    const bad = aFile(`${good}\n{`, 'bad.jsonl')
    const ran = await inProcess(['append', DATA, bad, '--log', `sqlite:${log}`])
    expectOneLine(ran, ['bad.jsonl:2: '])
    expect(ran.code).toBe(65)
    const again = await inProcess(['init', '--log', `sqlite:${log}`, '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, size: 3 })
  })

  it('CRLF lines, blank lines and a last line without its end is fine', async () => {
    const ran = await inProcess([
      'append',
      aFile(`${good}\r\n\r\n${withField({ id: 'b' })}`),
      '--log',
      'memory:',
    ])
    expect(ran).toMatchObject({ code: 0, err: '', out: '2 entries new; memory: has 2 entries\n' })
  })

  it('an identifier with a bad check digit keeps it, and warns', async () => {
    const entry = withField({ identifiers: [{ scheme: 'isin', value: 'US0378331006' }] })
    const ran = await inProcess(['append', aFile(entry), '--log', 'memory:'])
    expect(ran.code).toBe(0)
    expect(ran.err).toMatch(/^warning: .*:1: the check digit of isin US0378331006 is bad/)
  })

  it('a ruleset that nobody can ask keeps it, and warns', async () => {
    const ruleset = {
      ruleset: 'us-ccmc',
      version: '9',
      rules: { program: 'us-ccmc' },
      digest: '0'.repeat(64),
    }
    const nothing = { entity: undefined, names: undefined, identifiers: undefined }
    const file = aFile(withField({ id: 'bad', type: 'RulesetPublished', ...ruleset, ...nothing }))
    const ran = await inProcess(['append', file, '--log', 'memory:'])
    expect(ran.code).toBe(0)
    expect(ran.err).toMatch(/^warning: .*:1: the ruleset of `bad` cannot be read \(.*\); .* undetermined\n$/)
    const { out } = await inProcess(['append', file, '--log', 'memory:', '--json'])
    expect(JSON.parse(out)).toMatchObject({ added: 1, unreadableRulesets: [{ id: 'bad' }] })
  })
})

describe('a log', () => {
  const ask = async (path: string): Promise<Ran> => inProcess(['status', 'xiaomi', '--log', `sqlite:${path}`])

  const aLog = async (): Promise<string> => {
    const path = join(newDirectory(), 'law.db')
    await inProcess(['append', DATA, '--log', `sqlite:${path}`])
    return path
  }

  it('that is not there is not available, and is not made by asking', async () => {
    const path = join(newDirectory(), 'none.db')
    const ran = await ask(path)
    expectOneLine(ran, ['no such file', 'vacatur init'])
    expect(ran.code).toBe(69)
    expect(existsSync(path)).toBe(false)
  })

  it('in a directory that is not there is not available', async () => {
    const ran = await inProcess(['init', '--log', `sqlite:${join(newDirectory(), 'no/law.db')}`])
    expectOneLine(ran, ['no directory'])
    expect(ran.code).toBe(69)
  })

  it('whose path cannot be written is not available', async () => {
    const ran = await inProcess(['init', '--log', 'sqlite:/proc/law.db'])
    expectOneLine(ran, ['/proc/law.db is not available'])
    expect(ran.code).toBe(69)
  })

  it('that is a directory is not available', async () => {
    const path = newDirectory()
    mkdirSync(join(path, 'law.db'))
    const ran = await inProcess(['append', DATA, '--log', `sqlite:${join(path, 'law.db')}`])
    expectOneLine(ran, ['directory'])
    expect(ran.code).toBe(69)
  })

  it('that is another file is left as it is', async () => {
    const path = aFile('my diary\n'.repeat(100), 'diary.db')
    const ran = await inProcess(['append', DATA, '--log', `sqlite:${path}`])
    expectOneLine(ran, ['diary.db', 'not a SQLite database'])
    expect(ran.code).toBe(69)
    expect(readFileSync(path, 'utf8')).toBe('my diary\n'.repeat(100))
  })

  it('of a newer version is not opened', async () => {
    const path = await aLog()
    const bytes = readFileSync(path)
    bytes.writeInt32BE(99, 60)
    writeFileSync(path, bytes)
    const ran = await ask(path)
    expectOneLine(ran, ['newer version'])
    expect(ran.code).toBe(69)
  })

  it('of another program is not opened', async () => {
    const path = await aLog()
    const bytes = readFileSync(path)
    bytes.writeUInt32BE(1, 68)
    writeFileSync(path, bytes)
    const ran = await ask(path)
    expectOneLine(ran, ['another program'])
    expect(ran.code).toBe(69)
  })

  it('that was cut short is not trusted', async () => {
    const path = await aLog()
    truncateSync(path, Math.floor(readFileSync(path).length / 2))
    const ran = await ask(path)
    expectOneLine(ran, [path])
    expect(ran.code).toBe(69)
  })
})

describe('cases', () => {
  it('that cannot be read are bad input, named by file and field', async () => {
    const ran = await inProcess([
      'cases',
      aFile('{ "title": "t", "clock": "sundial", "cases": [] }', 'a.json'),
    ])
    expectOneLine(ran, ['a.json', '`clock`', 'published'])
    expect(ran.code).toBe(65)
  })

  it('whose log has a bad line are bad input, named by file and line', async () => {
    const directory = newDirectory()
    writeFileSync(join(directory, 'log.jsonl'), `${good}\n{"id": 1}\n`)
    writeFileSync(
      join(directory, 'a.json'),
      '{ "title": "t", "clock": "published", "log": ["log.jsonl"], "cases": [] }',
    )
    const ran = await inProcess(['cases', directory])
    expectOneLine(ran, ['log.jsonl:2: '])
    expect(ran.code).toBe(65)
  })

  it('of an empty directory, or of none, are bad input', async () => {
    const empty = newDirectory()
    symlinkSync('/nowhere', join(empty, 'b'))
    expect((await inProcess(['cases', empty])).code).toBe(65)
    expect((await inProcess(['cases', join(empty, 'none')])).code).toBe(65)
  })
})

describe('as a process', () => {
  it('a bad line is one line to standard error, exit 65, and no file', async () => {
    const log = join(newDirectory(), 'law.db')
    const ran = await vacatur(['append', aFile(`${good}\n{`), '--log', `sqlite:${log}`])
    expectOneLine(ran, ['input.jsonl:2: ', 'JSON'])
    expect(ran.code).toBe(65)
    expect(existsSync(log)).toBe(false)
  })

  it('a log that is none is one line to standard error, and exit 69', async () => {
    const ran = await vacatur(['status', 'xiaomi', '--log', `sqlite:${aFile('diary', 'diary.db')}`])
    expectOneLine(ran, ['not a SQLite database'])
    expect(ran.code).toBe(69)
  })
})

describe('the example data', () => {
  it('has no blank line, and ends with a line', () => {
    expect(linesOf(DATA).every((line) => line.startsWith('{'))).toBe(true)
  })
})
