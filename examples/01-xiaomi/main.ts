/** May a U.S. person buy Xiaomi on 16 March 2021? It depends on when you ask. Told from the public record, offline. */
import { openMemoryLog, orReject } from '@vacatur/adapters/memory'
import { type Decision, openRecord, type Order } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { usInvestmentBans } from '../data/entries.js'
import { heading, paragraph, row, rows } from '../shared/layout.js'
import { asPublicAt, at, happened, lawInWords } from '../shared/words.js'

const XIAOMI = { entity: 'xiaomi', program: 'us-ccmc', designation: 'ccmc/xiaomi/2021-01-14' }
const ORDER: Order = {
  activity: 'buy',
  instrument: { isin: 'KYG9830T1067' },
  person: { usPerson: true },
  tradedAt: at('2021-03-16T14:00:00.000Z'),
}
const ASKED = [
  ['2021-03-11T20:00:00.000Z', 'on 11 March 2021, the ban being due on the 15th'],
  ['2021-03-13T12:00:00.000Z', 'on 13 March 2021, the court having enjoined the ban'],
  ['2021-05-12T12:00:00.000Z', 'on 12 May 2021, the parties having agreed to end the designation'],
  [new Date().toISOString(), 'today, the court having vacated the designation'],
] as const

/** Tells the record, the same order asked at four dates, and what the news of 11 May did not change; returns the four decisions. */
export const tellXiaomi = async (print: (text: string) => void): Promise<readonly Decision[]> => {
  const log = await openMemoryLog()
  await orReject(log.append(usInvestmentBans()))
  const record = await openRecord({ log, rulesets: catalogue })
  const cited = (id: string) =>
    record.entries.find(({ entry }) => entry.id === id)?.entry.source.citation ?? id

  print(paragraph('May a U.S. person buy Xiaomi (ISIN KYG9830T1067), trade date 16 March 2021, 14:00Z?'))
  print(heading('What the public learned, and when'))
  for (const [day, meaning] of happened(record.entries, XIAOMI)) print(row(day, meaning))

  const decisions = ASKED.map(([knownAt]) => record.decide(ORDER, asPublicAt(knownAt)))
  for (const [place, { outcome, reasons, validUntil }] of decisions.entries()) {
    const [knownAt = '', title = ''] = ASKED[place] ?? []
    print(heading(`Asked ${title}: ${outcome.toUpperCase()}`))
    for (const { code, sentence, citation, because } of reasons) {
      print(row('reason', `${code}: ${sentence}`))
      print(row('law', citation ?? 'none'))
      print(rows('because', because.map(cited)))
    }
    print(row('valid until', validUntil ?? 'no end: the same for every later trade date, on what is known'))
    print(rows('timeline', lawInWords(record.timeline(XIAOMI, asPublicAt(knownAt)))))
  }

  const { changes } = record.diff(XIAOMI, asPublicAt('2021-05-10T12:00:00.000Z'), asPublicAt(ASKED[2][0]))
  print(heading('What the news of 11 May 2021 did not change: the law'))
  print(
    paragraph(`Parties that agree are not a court that orders. From 10 to 12 May, ${changes.length || 'no'} intervals \
of the timeline changed: Xiaomi stayed designated, and open to buyers only because enjoined. Had the injunction been \
stayed, the ban would have begun at once, since its dates ran on. The order of 25 May ended that risk.`),
  )
  return decisions
}
