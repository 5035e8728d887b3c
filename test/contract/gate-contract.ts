/** The contract with the gate: what is appended, by whomever, is enforced; a log that is closed is not decided on. */
import { type EventLog, type Gate, openGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aDesignation, anEntity, aProgram, entities } from './entries.js'
import { append, type Harness, needs, opened, pause } from './harness.js'

/** An order for what entity 1 issued. */
export const ORDER = {
  activity: 'buy',
  instrument: { issuer: { entity: 'entity-1' }, kind: 'equity', publiclyTraded: true },
  person: { usPerson: true },
  tradedAt: '2021-06-15T13:30:00.000Z',
} as const

/** A gate that is closed when the test ends. */
export const aGate = async (log: EventLog, staleAfterMs: number): Promise<Gate> => {
  const gate = await openGate({ log, rulesets: catalogue, staleAfterMs })
  onTestFinished(async () => gate.close())
  return gate
}

/** Waits until the gate is in a state, at a size. */
export const until = async (gate: Gate, state: string, size: number): Promise<void> => {
  while (gate.status().state !== state || gate.status().size !== size) await pause(5)
}

/** The law under which entity 1 may not be bought. */
const aBan = () => [aProgram(1, { program: 'us-ccmc' }), anEntity(1), aDesignation(1, { program: 'us-ccmc' })]

/** What the gate needs of a log. */
export const gateContract = (harness: Harness): void => {
  describe('a gate', () => {
    it('enforces what is appended while it follows, and what was there before', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(3, 7))
      const gate = await aGate(log, 10_000)
      await until(gate, 'live', 3)
      expect(gate.check(ORDER).outcome).not.toBe('deny')
      await append(log, aBan())
      await until(gate, 'live', 6)
      expect(gate.check(ORDER)).toMatchObject({ outcome: 'deny', reasons: [{ code: 'buy-banned' }] })
      await until(await aGate(log, 10_000), 'live', 6)
    })
    it('enforces what is appended through another handle', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const gate = await aGate(await opened(location), 10_000)
      await append(await opened(location), aBan())
      await until(gate, 'live', 3)
      expect(gate.check(ORDER).outcome).toBe('deny')
    })
    it('decides nothing once its log is closed', async () => {
      const log = await opened(harness.fresh())
      await append(log, aBan())
      const gate = await aGate(log, 200)
      await until(gate, 'live', 3)
      await log.close()()
      while (gate.status().state === 'live') await pause(5)
      expect(gate.check(ORDER).outcome).toBe('undetermined')
    })
  })
}
