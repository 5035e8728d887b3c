/** The options of `screen`: what is read, who holds it, what is asked, how it is told. */
import { ACTIVITIES, PURPOSES } from '@vacatur/core'
import { type Command, Option } from 'commander'
import { FIELDS } from './option/column.js'
import { unknownInstrumentOption } from './program-order.js'
import { addPerson } from './program-person.js'

const several = (text: string, others: readonly string[] | undefined): readonly string[] => [
  ...(others ?? []),
  text,
]

/** What is read, as of when. */
const addQuestion = (command: Command): Command =>
  command
    .argument('<file>', 'the portfolio as CSV, its first row the names of columns; - is standard input')
    .addOption(new Option('--valid-at <instant>', 'in law then, as if traded then (default: now)'))
    .addOption(new Option('--known-at <instant>', 'as this log knew then (default: now)'))
    .addOption(new Option('--known-size <n>', 'as known from the first n entries of the log'))
    .addOption(
      new Option(
        '--column <field=name>',
        `which column says what, where its name does not; fields: ${FIELDS.join(', ')}; may be repeated`,
      ).argParser(several),
    )
    .addOption(
      new Option('--delimiter <character>', 'what stands between columns, \\t for a tab (default: a comma)'),
    )
    .addOption(
      new Option('--zone <zone>', 'where dates without a time in acquired-at count, as their last minute'),
    )
    .addOption(new Option('--ahead <days>', 'how far ahead changes are told (default: 90)'))
    .addOption(
      new Option('--activity <activity>', 'what is asked of each position (default: sell)').choices([
        ...ACTIVITIES,
      ]),
    )
    .addOption(
      new Option('--purpose <purpose>', 'and what for (default: divest for a sale, else invest)').choices([
        ...PURPOSES,
      ]),
    )

/** What becomes of the unknown, and how it is told. */
const addForms = (command: Command): Command =>
  command
    .addOption(unknownInstrumentOption())
    .addOption(
      new Option(
        '--csv',
        'the rows as they came, with columns vacatur_… added; the summary to standard error',
      ),
    )
    .addOption(new Option('--ics <file>', 'write a calendar of deadlines and changes ahead'))

/** Adds the options of `screen` that are its own. */
export const addScreenOptions = (command: Command): Command =>
  addForms(addPerson(addQuestion(command), 'holder'))
