/** The options of `check` that make an order. */
import { ACTIVITIES, PURPOSES, SECURITY_KINDS } from '@vacatur/core'
import { type Command, Option } from 'commander'
import { SECURITY_FLAGS } from './option/order-flags.js'
import { addPair, addPerson } from './program-person.js'

/** What becomes of an order for an instrument that nothing known answers to. */
export const unknownInstrumentOption = (): Option =>
  new Option(
    '--unknown-instrument <outcome>',
    'for an instrument that nothing known answers to (default: review)',
  ).choices(['permit', 'deny', 'review'])

/** Adds them. */
export const addOrderFlags = (command: Command): Command => {
  command
    .addOption(new Option('--order <file>', 'an order as JSON; - is standard input'))
    .addOption(new Option('--orders <file>', 'many orders as JSON lines; one decision each, in order'))
    .addOption(new Option('--activity <activity>', ACTIVITIES.join(', ')))
    .addOption(new Option('--purpose <purpose>', `${PURPOSES.join(', ')} (default: invest)`))
  for (const flag of SECURITY_FLAGS) {
    const what = flag === 'security' ? 'its slug in the log' : 'its identifier'
    command.addOption(new Option(`--${flag} <value>`, `the instrument, by ${what}`))
  }
  command
    .addOption(new Option('--issuer <slug>', 'the instrument, by its issuer'))
    .addOption(new Option('--issuer-lei <lei>', 'the instrument, by its issuer’s LEI'))
    .addOption(new Option('--kind <kind>', `of an issuer’s instrument: ${SECURITY_KINDS.join(', ')}`))
  addPair(command, 'publicly-traded', {
    yes: 'an issuer’s instrument is publicly traded',
    no: 'it is not',
  })
  return addPerson(command, 'person')
    .addOption(new Option('--traded-at <instant>', 'the trade date (default: now)'))
    .addOption(new Option('--acquired-at <instant>', 'when what is sold was acquired'))
}
