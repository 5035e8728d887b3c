/** The options of `check` that make an order. */
import { ACTIVITIES, PURPOSES, SECURITY_KINDS } from '@vacatur/core'
import { type Command, Option } from 'commander'
import { SECURITY_FLAGS } from './option/order-flags.js'

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
  return command
    .addOption(new Option('--issuer <slug>', 'the instrument, by its issuer'))
    .addOption(new Option('--issuer-lei <lei>', 'the instrument, by its issuer’s LEI'))
    .addOption(new Option('--kind <kind>', `of an issuer’s instrument: ${SECURITY_KINDS.join(', ')}`))
    .addOption(new Option('--publicly-traded', 'an issuer’s instrument is publicly traded'))
    .addOption(new Option('--no-publicly-traded', 'it is not'))
    .addOption(new Option('--us-person', 'the person is a U.S. person'))
    .addOption(new Option('--no-us-person', 'the person is not'))
    .addOption(new Option('--for-us-person', 'the person acts for a U.S. person'))
    .addOption(new Option('--no-for-us-person', 'the person does not'))
    .addOption(new Option('--person-id <id>', 'the person’s id, as injunctions name parties'))
    .addOption(new Option('--role <role>', 'the person’s role, as licenses name roles'))
    .addOption(new Option('--traded-at <instant>', 'the trade date (default: now)'))
    .addOption(new Option('--acquired-at <instant>', 'when what is sold was acquired'))
}
