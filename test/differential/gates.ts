/** Gates on generated logs, and what the oracle decides on the same: for tests that hold the one against the other. */
import {
  canonicalText,
  type Decision,
  type EntryInput,
  openGate,
  type Order,
  recordOf,
  type Unreadable,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import * as arbitrary from '../generate/arbitrary.js'
import { gridMs } from '../generate/universe.js'

/** A decision as canonical JSON. */
export const asJson = (decision: Decision | Unreadable): string =>
  canonicalText(JSON.parse(JSON.stringify(decision)) as object)

/** A log of the entries, recorded as test/generate/log.ts records them, and a gate that has caught up with it. */
export const gateOn = async (entries: readonly EntryInput[]) => (await gateToTell(entries)).gate

/** The same, with how to append more and wait until the gate has taken it. */
export const gateToTell = async (entries: readonly EntryInput[]) => {
  let place = 0
  const log = await openMemoryLog({ now: () => gridMs(Math.floor((place * 2) / 3)) as never })
  const append = async (more: readonly EntryInput[]): Promise<void> => {
    for (const entry of more) {
      const appended = await log.append([entry])()
      if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
      place += 1
    }
  }
  await append(entries)
  const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
  const tell = async (more: readonly EntryInput[]): Promise<void> => {
    await append(more)
    while (gate.status().size < place) await new Promise((resolve) => setImmediate(resolve))
  }
  return { gate, tell }
}

/** What the oracle decides by the first entries. */
export const oracleOf = (entries: readonly EntryInput[], knownSize: number): ((order: Order) => Decision) => {
  const record = recordOf(arbitrary.recordedAsLogged(entries), catalogue)
  return (order) => record.decide(order, { clock: 'recorded', knownSize })
}
