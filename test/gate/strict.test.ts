/** A gate that is asked for, or asked, what its types rule out: a bug of the caller, which throws and never looks like an answer. */
import {
  type FollowerStatus,
  type Gate,
  type GateOptions,
  type InstantText,
  msOf,
  openGate,
  type OrderInput,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it, onTestFinished } from 'vitest'

const ORDER: OrderInput = {
  activity: 'buy',
  instrument: { issuer: { entity: 'acme' } },
  person: { usPerson: true },
  tradedAt: '2030-03-01T00:00:00.000Z',
}

const aGate = async (options: object = {}): Promise<Gate> => {
  const gate = await openGate({ log: await openMemoryLog(), rulesets: catalogue, ...options })
  onTestFinished(async () => gate.close())
  return gate
}

async function* later(): AsyncGenerator<OrderInput, void, undefined> {
  await Promise.resolve()
  yield ORDER
}

describe('a gate', () => {
  it.each([
    ['orders that come later', later()],
    ['an object', {}],
    ['nothing', undefined],
  ])('does not take %s for no orders', async (_, orders) => {
    const gate = await aGate()
    const whatIf = gate.with([])
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    const given = orders as unknown as readonly OrderInput[]
    expect(() => gate.checkMany(given)).toThrow(TypeError)
    expect(() => whatIf.right.checkMany(given)).toThrow(TypeError)
    expect(gate.checkMany(new Set([ORDER]))).toHaveLength(1)
  })

  it('does not compare log sizes that nobody stated', async () => {
    const gate = await aGate()
    const between = {} as unknown as { readonly from: number; readonly to: number }
    expect(() => gate.decisionsChanged([], between)).toThrow(
      'a log size is a whole number from 0, not nothing',
    )
  })

  it.each(['PERMIT', 'undetermined', null])('is not opened to answer %j for the unknown', async (policy) => {
    await expect(aGate({ unknownInstrument: policy })).rejects.toThrow(
      `unknownInstrument is ${JSON.stringify(policy)}`,
    )
  })

  it('is not opened on a log without a timer', async () => {
    const { timer: _, ...log } = await openMemoryLog()
    await expect(aGate({ log })).rejects.toThrow('the log has no timer')
  })

  it.each([
    ['what to open a gate on is null', null],
    ['log is nothing', { rulesets: catalogue }],
    ['rulesets is nothing', { log: {} }],
    ['rulesets is []', { log: {}, rulesets: [] }],
  ])('is not opened: %s', async (problem, options) => {
    await expect(openGate(options as unknown as GateOptions)).rejects.toThrow(problem)
  })

  it('says what it was given instead of what it takes', async () => {
    const gate = await aGate()
    const none = null as unknown
    const asked = { tradedAt: msOf('2030-03-01T00:00:00.000Z' as InstantText), person: {} }
    const what: readonly (readonly [string, () => unknown])[] = [
      ['entries is null, accepted is: an array of entries', () => gate.with(none as [])],
      ['positions is null', () => gate.screen(none as [], asked)],
      ['what is asked about positions is null', () => gate.screen([], none as typeof asked)],
      ['orders is null', () => gate.checkMany(none as [])],
      ['orders is null', () => gate.decisionsChanged(none as [], { from: 0, to: 0 })],
      ['the listener is null', () => gate.onStatus(none as () => void)],
    ]
    for (const [problem, ask] of what) expect(ask).toThrow(new RegExp(`^${problem}`, 'u'))
  })

  it('calls a listener that was given twice until it was stopped twice', async () => {
    const gate = await aGate()
    const heard: string[] = []
    const listener = ({ state }: FollowerStatus): void => void heard.push(state)
    const stop = gate.onStatus(listener)
    gate.onStatus(listener)
    stop()
    stop()
    await gate.close()
    expect(heard).toEqual(['closed'])
  })
})
