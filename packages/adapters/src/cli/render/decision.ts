/** A decision for people: the outcome, why, on what law, until when, and by what knowledge. */
import type { Decision, Order, Reason } from '@vacatur/core'
import { citedLines } from './sources.js'
import { drawTable } from './table.js'
import { labelled, NOTHING } from './text.js'
import type { View } from './view.js'
import { utc } from './when.js'

/** The instrument as the order names it: `isin KYG9830T1067`. */
const instrumentInWords = (instrument: Order['instrument']): string => {
  if ('issuer' in instrument) {
    const { issuer, kind, publiclyTraded } = instrument
    const traded =
      publiclyTraded === undefined ? '' : publiclyTraded ? ', publicly traded' : ', not publicly traded'
    return `${kind ?? 'a security'} of ${'entity' in issuer ? issuer.entity : `lei ${issuer.lei}`}${traded}`
  }
  const [named] = Object.entries(instrument)
  return named === undefined ? '' : `${named[0]} ${named[1]}`
}

const personInWords = ({ person }: Decision['order']): string => {
  const { usPerson, forUsPerson, id, role } = person
  const us =
    usPerson === undefined ? 'U.S. person not stated' : usPerson ? 'U.S. person' : 'not a U.S. person'
  const acting = forUsPerson === undefined ? [] : [forUsPerson ? 'for a U.S. person' : 'for no U.S. person']
  return [
    us,
    ...acting,
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(role === undefined ? [] : [`role ${role}`]),
  ].join(', ')
}

/** The order in a line. */
const orderInWords = (order: Decision['order']): string => {
  const purpose = order.purpose === 'invest' ? '' : ` to ${order.purpose}`
  return `${order.activity} ${instrumentInWords(order.instrument)}${purpose}, ${personInWords(order)}`
}

const reasonBlock = (reason: Reason, { sources, columns }: View): string => {
  const rows: readonly (readonly [string, string])[] = [
    [
      'reason',
      `${reason.sentence} (${[reason.code, reason.program, reason.entity].filter((one) => one !== null).join(', ')})`,
    ],
    ['warning', reason.warning ?? ''],
    ['missing', reason.missing?.join(', ') ?? ''],
    ['law', reason.citation ?? ''],
    ['because', citedLines(reason.because, sources)],
  ]
  return rows
    .filter(([, text]) => text !== '')
    .map(([label, text]) => labelled(`  ${label}`, text, { columns }))
    .join('\n')
}

const knownInWords = ({ asOf }: Decision): string => {
  const at = asOf.knownAt === null ? 'by size' : `${utc(asOf.knownAt)}, ${asOf.clock} clock`
  return `${at}; log of ${asOf.size} entries`
}

/** Draws one decision. */
export const drawDecision = (decision: Decision, view: View): string => {
  const { paint, columns } = view
  const { outcome, reasons, validUntil, order, rulesets } = decision
  const speaking = reasons.filter((reason) => reason.outcome === outcome)
  const others = reasons.filter((reason) => reason.outcome !== outcome)
  const codes = [...new Set(speaking.map(({ code }) => code))].join(', ')
  const rows: readonly (readonly [string, string])[] = [
    ['order', orderInWords(order)],
    ['traded', utc(decision.asOf.validAt)],
    ['known', knownInWords(decision)],
    [
      'holds until',
      validUntil === null
        ? 'for ever, unless more is recorded'
        : `${utc(validUntil)} (if traded later: ask again)`,
    ],
    ['also', others.map((one) => `${one.outcome}: ${one.code} (${one.program ?? NOTHING})`).join('\n')],
    ['rules', rulesets.map((one) => `${one.ruleset} ${one.version} [${one.digest.slice(0, 12)}]`).join(', ')],
    ['decision', decision.id],
  ]
  return [
    `${paint.outcome(outcome, outcome.toUpperCase())}: ${codes}`,
    ...speaking.map((reason) => reasonBlock(reason, view)),
    ...rows
      .filter(([, text]) => text !== '')
      .map(([label, text]) => labelled(`  ${label}`, text, { columns, indent: 15 })),
    '',
  ].join('\n')
}

const OUTCOME_WIDTH = 13
const CODE_WIDTH = 22
const UNTIL_WIDTH = 18

/** Draws many decisions as a table, one a row, in order. */
export const drawDecisions = (decisions: readonly Decision[], { paint, columns }: View): string => {
  const head = ['#', 'outcome', 'why', 'holds until', 'order']
  const rows = decisions.map((decision, place) => [
    String(place + 1),
    decision.outcome,
    [
      ...new Set(
        decision.reasons.filter(({ outcome }) => outcome === decision.outcome).map(({ code }) => code),
      ),
    ].join('\n'),
    decision.validUntil === null ? NOTHING : utc(decision.validUntil),
    `${decision.order.activity} ${instrumentInWords(decision.order.instrument)} at ${utc(decision.asOf.validAt)}`,
  ])
  const widths = [Math.max(2, String(decisions.length).length + 1), OUTCOME_WIDTH, CODE_WIDTH, UNTIL_WIDTH]
  return drawTable({ head, widths, columns }, rows, (line, column, row) => {
    const outcome = decisions[row]?.outcome
    return column === 1 && outcome !== undefined ? paint.outcome(outcome, line) : line
  })
}
