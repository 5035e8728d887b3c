/** A firm's own rule beside the law: checked before it decides, published into the log, decided by. From the public record, offline. */
import { openMemoryLog, orReject } from '@vacatur/adapters/memory'
import { openRecord, type Order } from '@vacatur/core'
import { catalogue, findingInWords, lint, runFactCases } from '@vacatur/rules'
import { usInvestmentBans } from '../data/entries.js'
import { heading, paragraph, row } from '../shared/layout.js'
import { asPublicAt, at } from '../shared/words.js'
import { casesOfPolicy, checked, type Document, naive, policy, published } from './house.js'

const TRADED = '2026-03-02T15:00:00.000Z'

const buying = (entity: string): Order => ({
  activity: 'buy',
  instrument: { issuer: { entity }, kind: 'equity', publiclyTraded: true },
  person: { usPerson: true },
  tradedAt: at(TRADED),
})

const decided = async (entity: string, ...house: readonly Document[]): Promise<string> => {
  const log = await openMemoryLog()
  await orReject(log.append([...usInvestmentBans(), ...house.map(published)]))
  const record = await openRecord({ log, rulesets: catalogue })
  const { outcome, reasons } = record.decide(buying(entity), asPublicAt(TRADED))
  const why = reasons.map(({ ruleset, code }) => `${code} by ${ruleset ?? 'none'}`)
  return `${outcome.toUpperCase()}: ${why.join(', ')}`
}

/** Tells what the law says, what the house adds, what was wrong with its first draft, and how that shows before it is published. */
export const tellFirmPolicy = async (print: (text: string) => void): Promise<void> => {
  print(paragraph('House policy: no new positions in companies on the section 1260H list.'))

  print(heading('Buying Tencent, on the list since 7 January 2025'))
  print(row('law alone', await decided('tencent')))
  print(row('with policy', await decided('tencent', policy)))

  print(heading('Buying AMEC, taken off the list on 18 December 2024'))
  print(row('with draft', await decided('amec', naive)))
  print(row('with policy', await decided('amec', policy)))

  print(heading('What lint had said of the draft, and what it says of the policy'))
  for (const finding of lint(checked(naive))) print(row('conflict', findingInWords(finding)))
  print(row('policy', `${lint(checked(policy)).length} findings: each exception says what it overrides`))

  const results = runFactCases(checked(policy), casesOfPolicy())
  print(row('its cases', `${results.filter(({ passed }) => passed).length} of ${results.length} passed`))
}

if (process.argv[1]?.endsWith('03-firm-policy/main.js') === true)
  await tellFirmPolicy((text) => process.stdout.write(`${text}\n`))
