/** Embedding: open a log in a file, put the record into it, ask, act on the answer. Run again, it adds nothing. */
import { Instant } from '@vacatur/adapters/clock'
import { openSqliteLog, orReject } from '@vacatur/adapters/sqlite'
import { type Decision, openRecord, type Order } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { usInvestmentBans } from '../data/entries.js'

/** Decides whether a U.S. person may buy SMIC's shares now, by all that the log at `path` holds. */
export const askWhetherToBuy = async (path: string): Promise<Decision> => {
  const log = await openSqliteLog({ path })
  try {
    await orReject(log.append([...catalogue.published, ...usInvestmentBans()]))
    const record = await openRecord({ log, rulesets: catalogue })
    const now = Instant.now()
    const order: Order = {
      activity: 'buy',
      instrument: { isin: 'KYG8020E1199' },
      person: { usPerson: true },
      tradedAt: now,
    }
    return record.decide(order, { clock: 'recorded', knownAt: now })
  } finally {
    await orReject(log.close())
  }
}

const [, script, path] = process.argv
if (script?.endsWith('02-embed/main.js') === true) {
  const decision = await askWhetherToBuy(path ?? 'compliance.db')
  process.stdout.write(`${decision.outcome}: ${decision.reasons[0]?.sentence ?? ''}\n`)
  if (decision.outcome !== 'permit') process.exitCode = 1
}
