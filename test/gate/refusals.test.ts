/** When a gate decides nothing: each reason for it by its own code, and what ends it. */
import { type Gate, type Instant, LogError, openGate, type OrderInput, type Recorded } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it, onTestFinished } from 'vitest'
import { entriesOf, type Move, record } from '../generate/log.js'
import { gridMs } from '../generate/universe.js'
import { type ScriptedLog, scriptedLog } from './scripted-log.js'

const ORDER: OrderInput = {
  activity: 'buy',
  instrument: { issuer: { entity: 'acme' }, kind: 'equity', publiclyTraded: true },
  person: { usPerson: true },
  tradedAt: '2030-03-01T00:00:00.000Z',
}

const ENTRIES: readonly Recorded[] = record(entriesOf([]))

const MOVE: Move = {
  kind: 0,
  target: 0,
  second: 0,
  validDay: 20,
  publishedDay: 20,
  laterDays: 0,
  flags: 0,
  who: 0,
}

const aGate = async (staleAfterMs = 1_000): Promise<ScriptedLog & { readonly gate: Gate }> => {
  const scripted = scriptedLog()
  const gate = await openGate({
    log: scripted.log,
    rulesets: catalogue,
    staleAfterMs,
    waitUntilCaughtUp: false,
  })
  return { ...scripted, gate }
}

const aLiveGate = async (staleAfterMs?: number) => {
  const live = await aGate(staleAfterMs)
  await live.sayEntries(ENTRIES)
  await live.say({ kind: 'caught-up', size: ENTRIES.length })
  return live
}

const codeOf = (gate: Gate): readonly string[] => {
  const { outcome, reasons } = gate.check(ORDER)
  return [outcome, ...reasons.map(({ code }) => code)]
}

const REFUSED = (code: string) => ['undetermined', code]
const DECIDED = ['permit', 'not-listed']

describe('a gate', () => {
  it('refuses until the log was read to its end', async () => {
    const { gate, sayEntries, say } = await aGate()
    expect(codeOf(gate)).toEqual(REFUSED('log-catching-up'))
    await sayEntries(ENTRIES)
    expect(codeOf(gate)).toEqual(REFUSED('log-catching-up'))
    await say({ kind: 'caught-up', size: ENTRIES.length })
    expect(codeOf(gate)).toEqual(DECIDED)
  })

  it('refuses when the log was silent for longer than it may be, and decides again when it is heard of', async () => {
    const { gate, pass, say } = await aLiveGate(1_000)
    await pass(1_000)
    expect(codeOf(gate)).toEqual(DECIDED)
    await pass(1)
    expect(codeOf(gate)).toEqual(REFUSED('log-stale'))
    expect(gate.check(ORDER).reasons[0]?.sentence).toContain('1001 ms')
    await say({ kind: 'heartbeat', size: ENTRIES.length })
    expect(codeOf(gate)).toEqual(DECIDED)
  })

  it('refuses after a silence until it has read the log to its end again: the first entries that come are old news', async () => {
    const { gate, pass, sayEntries, say } = await aLiveGate(1_000)
    await pass(1_001)
    const more = record(entriesOf([MOVE])).slice(ENTRIES.length)
    await sayEntries(more)
    expect(codeOf(gate)).toEqual(REFUSED('log-catching-up'))
    await say({ kind: 'caught-up', size: ENTRIES.length + more.length })
    expect(gate.status().state).toBe('live')
  })

  it('keeps deciding while entries come in time, though it has not been told that they were all', async () => {
    const { gate, pass, sayEntries } = await aLiveGate(1_000)
    await pass(999)
    await sayEntries(record(entriesOf([MOVE])).slice(ENTRIES.length))
    await pass(999)
    expect(gate.status().state).toBe('live')
  })

  it('decides nothing where the longest silence is no number', async () => {
    const { gate } = await aLiveGate(Number.NaN)
    expect(codeOf(gate)).toEqual(REFUSED('log-stale'))
    expect(gate.status().state).toBe('stale')
  })

  it('refuses from an entry on that cannot be read, whatever comes, and says which', async () => {
    const { gate, fail, pass } = await aLiveGate()
    await fail({ tag: 'LogCorrupt', log: 'scripted', index: 17, reason: 'the stored entry cannot be read' })
    expect(codeOf(gate)).toEqual(REFUSED('log-failed'))
    expect(gate.check(ORDER).reasons[0]?.sentence).toContain('17')
    expect(gate.status()).toMatchObject({ state: 'failed', failure: { tag: 'LogCorrupt', index: 17 } })
    await pass(10)
    expect(codeOf(gate)).toEqual(REFUSED('log-failed'))
  })

  it('refuses when the log ends, which no log should', async () => {
    const { gate, end } = await aLiveGate()
    await end()
    expect(codeOf(gate)).toEqual(REFUSED('log-failed'))
  })

  it('refuses when following the log throws, which no log should, and says what', async () => {
    const { gate, crash } = await aLiveGate()
    await crash(new Error('out of order'))
    expect(codeOf(gate)).toEqual(REFUSED('log-failed'))
    expect(gate.check(ORDER).reasons[0]?.sentence).toContain('out of order')
    await gate.close()
  })

  it.each([
    ['tells entries but for one', [...ENTRIES.slice(0, 2), ...ENTRIES.slice(3)], ENTRIES.length, 2],
    ['tells an entry twice', [...ENTRIES.slice(0, 2), ...ENTRIES.slice(1)], ENTRIES.length, 2],
    ['has more than it told', ENTRIES.slice(0, -1), ENTRIES.length, ENTRIES.length - 1],
  ])('refuses where the log %s, and says which', async (_, entries, size, index) => {
    const { gate, sayEntries, say } = await aGate()
    await sayEntries(entries)
    await say({ kind: 'caught-up', size })
    expect(codeOf(gate)).toEqual(REFUSED('log-failed'))
    expect(gate.status()).toMatchObject({ failure: { tag: 'LogCorrupt', index } })
  })

  it('refuses after it was closed', async () => {
    const { gate, end } = await aLiveGate()
    const closed = gate.close()
    expect(codeOf(gate)).toEqual(REFUSED('gate-closed'))
    await end()
    await closed
    expect(codeOf(gate)).toEqual(REFUSED('gate-closed'))
  })

  it('refuses what-if orders and whole portfolios for the same reasons', async () => {
    const { gate, pass } = await aLiveGate(1_000)
    const whatIf = gate.with([])
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    await pass(1_001)
    expect(whatIf.right.check(ORDER).reasons[0]?.code).toBe('log-stale')
    expect(gate.checkMany([ORDER, ORDER]).map(({ reasons }) => reasons[0]?.code)).toEqual([
      'log-stale',
      'log-stale',
    ])
    const positions = [{ instrument: { issuer: { entity: 'acme' } } }]
    const rows: (readonly string[])[] = []
    const screened = gate.screen(positions, { tradedAt: gridMs(0) as Instant, person: {} })
    for await (const { outcome, code, group } of screened) rows.push([outcome, code, group])
    expect(rows).toEqual([[...REFUSED('log-stale'), 'unknown']])
  })

  it('refuses the rows of a portfolio that come once it is stale, and answers again once it is not', async () => {
    const { gate, pass, say } = await aLiveGate(1_000)
    async function* slowly() {
      const position = { instrument: { issuer: { entity: 'acme' } } }
      yield position
      await pass(1_001)
      yield position
      await say({ kind: 'caught-up', size: gate.status().size })
      yield position
    }
    const codes: string[] = []
    const screened = gate.screen(slowly(), { tradedAt: gridMs(0) as Instant, person: {} })
    for await (const { code } of screened) codes.push(code)
    const [first] = codes
    expect(first).not.toBe('log-stale')
    expect(codes).toEqual([first, 'log-stale', first])
  })

  it('names the field of an order that cannot be read', async () => {
    const { gate } = await aLiveGate()
    const refused = gate.check({ ...ORDER, tradedAt: '2030-02-30T00:00:00.000Z' })
    expect(refused).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'order-unreadable' }] })
    expect(refused.reasons[0]?.sentence).toContain('tradedAt')
  })
})

describe('opening a gate', () => {
  it('waits until the log was read to its end', async () => {
    const scripted = scriptedLog()
    let isOpen = false
    const opening = openGate({ log: scripted.log, rulesets: catalogue }).then((gate) => {
      isOpen = true
      return gate
    })
    await scripted.sayEntries(ENTRIES)
    expect(isOpen).toBe(false)
    await scripted.say({ kind: 'caught-up', size: ENTRIES.length })
    expect(codeOf(await opening)).toEqual(DECIDED)
  })

  it('fails where the log fails before that, with the tagged failure', async () => {
    const scripted = scriptedLog()
    const opening = openGate({ log: scripted.log, rulesets: catalogue })
    const failure = { tag: 'LogCorrupt', log: 'scripted', index: 0, reason: 'altered' } as const
    const thrown = opening.catch((error: unknown) => error)
    await scripted.fail(failure)
    expect(await thrown).toBeInstanceOf(LogError)
    expect(await thrown).toMatchObject({ failure })
  })
})

describe('opening a gate on a log that does what no log should', () => {
  it.each([
    ['ends', async ({ end }: ScriptedLog) => end(), 'LogClosed'],
    ['throws', async ({ crash }: ScriptedLog) => crash(new Error('out of order')), 'LogUnavailable'],
  ])('fails where it %s before it was read to its end', async (_, doSo, tag) => {
    const scripted = scriptedLog()
    const opening = openGate({ log: scripted.log, rulesets: catalogue }).catch((error: unknown) => error)
    await doSo(scripted)
    expect(await opening).toMatchObject({ failure: { tag } })
  })
})

describe('those who listen to a gate', () => {
  it('do not stop it by what they throw, which is not lost', async () => {
    const others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    onTestFinished(() => {
      process.removeAllListeners('unhandledRejection')
      for (const other of others) process.on('unhandledRejection', other)
    })
    const unhandled: unknown[] = []
    process.on('unhandledRejection', (reason) => unhandled.push(reason))
    const { gate, sayEntries } = await aLiveGate()
    const thrown = new Error('the metrics are down')
    gate.onStatus(() => {
      throw thrown
    })
    const more = record(entriesOf([MOVE])).slice(ENTRIES.length)
    await sayEntries(more)
    expect(gate.status()).toMatchObject({ state: 'live', size: ENTRIES.length + more.length })
    expect(unhandled).toEqual([thrown])
  })

  it('hear of new entries, of silence and of its end, once each', async () => {
    const { gate, sayEntries, say, pass, fail } = await aLiveGate(1_000)
    const heard: string[] = []
    const stop = gate.onStatus(({ state, size }) => heard.push(`${state} ${size}`))
    const more = record(entriesOf([MOVE])).slice(ENTRIES.length)
    await sayEntries(more)
    await say({ kind: 'heartbeat', size: ENTRIES.length + more.length })
    await pass(1_250)
    await pass(250)
    await say({ kind: 'heartbeat', size: ENTRIES.length + more.length })
    await fail({ tag: 'LogClosed', log: 'scripted' })
    const size = ENTRIES.length + more.length
    expect(heard).toEqual([`live ${size}`, `stale ${size}`, `live ${size}`, `failed ${size}`])
    stop()
  })
})
