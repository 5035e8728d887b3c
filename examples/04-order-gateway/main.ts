/** An order gateway: every order is checked in process, while another process appends to the log. How soon is a designation enforced? */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { Instant } from '@vacatur/adapters/clock'
import { openSqliteLog, orReject } from '@vacatur/adapters/sqlite'
import { type Gate, openGate, type Order } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { usInvestmentBans } from '../data/entries.js'
import { COMPANIES, registered } from './harbour.js'

const ORDERS_A_TURN = 200

/** An endless book of buy orders, one company after another. */
function* orders(): Generator<{ readonly company: string; readonly order: Order }, never> {
  for (let number = 0; ; number += 1) {
    const company = COMPANIES[number % COMPANIES.length] ?? ''
    const instrument = { ticker: company }
    yield {
      company,
      order: { activity: 'buy', instrument, person: { usPerson: true }, tradedAt: Instant.now() },
    }
  }
}

/** How long after it was recorded the last designation of a company is enforced; the instant is stamped by the process that appended it. */
const lagOf = (gate: Gate, company: string): number => {
  const entry = gate.record().entries.find((one) => one.entry.id === `designation/${company}`)
  if (entry === undefined) throw new Error(`${company} was denied before it was designated`)
  return Instant.now() - entry.recordedAt
}

/** Checks orders until every company is denied; tells of the first denial of each. Answers how many were checked. */
const trade = async (gate: Gate, isOver: () => boolean, print: (text: string) => void): Promise<number> => {
  const denied = new Set<string>()
  let checked = 0
  for (const { company, order } of orders()) {
    const { outcome, reasons } = gate.check(order)
    checked += 1
    if (outcome === 'permit' && denied.has(company)) throw new Error(`${company} was permitted again`)
    if (outcome !== 'permit' && !denied.has(company)) {
      denied.add(company)
      print(
        `${company}  ${outcome}: ${reasons[0]?.code ?? ''}, ${lagOf(gate, company)} ms after it was recorded elsewhere`,
      )
    }
    if (denied.size === COMPANIES.length) break
    // The gate follows its log between turns of the event loop: a loop that never yields hears of nothing.
    if (checked % ORDERS_A_TURN === 0) await turn()
    if (isOver()) throw new Error('the other process failed')
  }
  return checked
}

/** Runs the gateway on a new log, beside a process that designates its companies one by one. */
export const runGateway = async (print: (text: string) => void): Promise<void> => {
  const path = join(await mkdtemp(join(tmpdir(), 'vacatur-gateway-')), 'gateway.db')
  const log = await openSqliteLog({ path })
  const reference = COMPANIES.flatMap((company) => registered(company, Instant.now()))
  await orReject(log.append([...catalogue.published, ...usInvestmentBans(), ...reference]))
  const gate = await openGate({ log, rulesets: catalogue })
  print(`gateway    follows ${log.name}, ${gate.status().size} entries; buys ${COMPANIES.join(', ')}`)
  const regulator = fork(new URL('regulator.js', import.meta.url), [path])
  const ended = once(regulator, 'exit')
  const hasFailed = (): boolean => regulator.signalCode !== null || (regulator.exitCode ?? 0) !== 0
  const checked = await trade(gate, hasFailed, print)
  print(`gateway    ${checked} orders checked meanwhile, at log sizes up to ${gate.status().size}`)
  await ended
  await gate.close()
  await orReject(log.close())
}

if (process.argv[1]?.endsWith('04-order-gateway/main.js') === true)
  await runGateway((text) => void process.stdout.write(`${text}\n`))
