/** The commands, their options and their help. Reads arguments; what each does is in command/. */
import { Command, Option } from 'commander'
import { append } from './command/append.js'
import { cases } from './command/cases.js'
import { check } from './command/check.js'
import { copy, type CopyCommandOptions } from './command/copy.js'
import { demo } from './command/demo.js'
import { diff, history } from './command/history.js'
import { init } from './command/init.js'
import { screen } from './command/screen.js'
import { status } from './command/status.js'
import { timeline } from './command/timeline.js'
import { watch } from './command/watch.js'
import { EXAMPLES, STORY } from './help.js'
import { ENGINES } from './option/engine.js'
import { EVALUATORS } from './option/evaluator.js'
import { LOG_URL } from './option/log-url.js'
import type { ProgramContext } from './program-context.js'
import { addOrderFlags, unknownInstrumentOption } from './program-order.js'
import { addScreenOptions } from './program-portfolio.js'
import { rulesCommand } from './program-rules.js'

const logOption = (): Option =>
  new Option('--log <url>', `the log: ${LOG_URL} (default: the variable VACATUR_LOG)`)
const jsonOption = (): Option => new Option('--json', 'JSON, one line an answer, instead of text')
const clockOption = (): Option =>
  new Option(
    '--clock <clock>',
    'knowledge by when this log learned of it, or when the public could (default: recorded)',
  ).choices(['recorded', 'published'])
const programOption = (): Option =>
  new Option('--program <slug>', 'one program (default: each that the entity was ever listed under)')
const evaluatorOption = (): Option =>
  new Option('--evaluator <name>', 'who evaluates the rules (default: compiled)').choices([...EVALUATORS])

const withKnown = (command: Command): Command =>
  command
    .addOption(new Option('--known-at <instant>', 'as known then (default: now)'))
    .addOption(new Option('--known-size <n>', 'as known from the first n entries of the log'))
    .addOption(clockOption())

const named = (name: keyof typeof EXAMPLES, description: string): Command =>
  new Command(name).description(description).addHelpText('after', `\nExample:\n${EXAMPLES[name]}`)

const makingCommands = ({ surroundings, end }: ProgramContext): readonly Command[] => [
  named('demo', 'tell the Xiaomi story from the real record, offline')
    .addOption(jsonOption())
    .action(async (options: Parameters<typeof demo>[1]) => end(await demo(surroundings, options))),
  named('init', 'make a log, and publish the catalogue’s rulesets into it')
    .addOption(logOption())
    .addOption(jsonOption())
    .action(async (options: Parameters<typeof init>[1]) => end(await init(surroundings, options))),
  named('append', 'append entries (JSON lines) to the log: all or none; repeating it adds nothing')
    .argument('<file...>', 'files of entries; - is standard input')
    .addOption(logOption())
    .addOption(jsonOption())
    .action(async (files: string[], options: Parameters<typeof append>[2]) =>
      end(await append(surroundings, files, options)),
    ),
  named('cases', 'run golden cases; a failing one prints expected and got')
    .argument('<path...>', 'case files, or directories of them')
    .addOption(
      new Option(
        '--engine <name>',
        'who reads the law; both compares their answers (default: index)',
      ).choices([...ENGINES]),
    )
    .addOption(evaluatorOption())
    .addOption(jsonOption())
    .action(async (paths: string[], options: Parameters<typeof cases>[2]) =>
      end(await cases(surroundings, paths, options)),
    ),
]

const copyCommand = ({ surroundings, end }: ProgramContext): Command =>
  named('copy', 'move a log, its recorded instants too, into another; verified at the end')
    .addOption(new Option('--from <url>', `the log to copy: ${LOG_URL}`).makeOptionMandatory())
    .addOption(new Option('--to <url>', 'where to; made if it is not there').makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (options: CopyCommandOptions) => end(await copy(surroundings, options)))

const askingCommands = ({ surroundings, end }: ProgramContext): readonly Command[] => [
  withKnown(named('status', 'what an entity’s listings come to, at two points in time'))
    .argument('<entity>', 'its slug')
    .addOption(logOption())
    .addOption(programOption())
    .addOption(new Option('--valid-at <instant>', 'in law then (default: now)'))
    .addOption(jsonOption())
    .action(async (entity: string, options: Parameters<typeof status>[2]) =>
      end(await status(surroundings, entity, options)),
    ),
  withKnown(named('timeline', 'what changed when in law, and why; drawn'))
    .argument('<entity>', 'its slug')
    .addOption(logOption())
    .addOption(programOption())
    .addOption(jsonOption())
    .action(async (entity: string, options: Parameters<typeof timeline>[2]) =>
      end(await timeline(surroundings, entity, options)),
    ),
]

const comparingCommands = ({ surroundings, end }: ProgramContext): readonly Command[] => [
  named('history', 'how the timeline changed as more became known')
    .argument('<entity>', 'its slug')
    .addOption(logOption())
    .addOption(programOption())
    .addOption(clockOption())
    .addOption(jsonOption())
    .action(async (entity: string, options: Parameters<typeof history>[2]) =>
      end(await history(surroundings, entity, options)),
    ),
  named('diff', 'what differs between two knowledges, and because of which entries')
    .argument('<entity>', 'its slug')
    .addOption(logOption())
    .addOption(programOption())
    .addOption(new Option('--before-at <instant>', 'as known then'))
    .addOption(new Option('--before-size <n>', 'as known from the first n entries'))
    .addOption(new Option('--after-at <instant>', 'as known then (default: now)'))
    .addOption(new Option('--after-size <n>', 'as known from the first n entries'))
    .addOption(clockOption())
    .addOption(jsonOption())
    .action(async (entity: string, options: Parameters<typeof diff>[2]) =>
      end(await diff(surroundings, entity, options)),
    ),
]

const checkCommand = ({ surroundings, end }: ProgramContext): Command =>
  withKnown(addOrderFlags(named('check', 'may this order go through, as far as was known?')))
    .addOption(logOption())
    .addOption(evaluatorOption())
    .addOption(unknownInstrumentOption())
    .addOption(
      new Option(
        '--rules <ruleset>',
        'its program’s listings are decided by this version alone, in force or not: a digest or its beginning, or ID@VERSION; may be repeated',
      ).argParser((one: string, others: readonly string[] | undefined) => [...(others ?? []), one]),
    )
    .addOption(jsonOption())
    .action(async (options: Parameters<typeof check>[1]) => end(await check(surroundings, options)))

const screenCommand = ({ surroundings, end }: ProgramContext): Command =>
  addScreenOptions(named('screen', 'a whole portfolio: what is banned, to be sold by when, at risk'))
    .addOption(logOption())
    .addOption(jsonOption())
    .action(async (file: string, options: Parameters<typeof screen>[2]) =>
      end(await screen(surroundings, file, options)),
    )

const watchCommand = ({ surroundings, end }: ProgramContext): Command =>
  named('watch', 'follow the log: what each new entry changes, for whom, from when; until Ctrl-C')
    .addOption(logOption())
    .addOption(new Option('--from <n>', 'the first entry to tell, by its place (default: the next one)'))
    .addOption(new Option('--stale-after <ms>', 'silence of the log that is told (default: 5000)'))
    .addOption(jsonOption())
    .action(async (options: Parameters<typeof watch>[1]) => end(await watch(surroundings, options)))

/** Commander's words in one line, as all our own are. */
const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/^error: /, 'vacatur: ')
    .replaceAll('\n', ' ')

const withSubcommands = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
]

/** Of an option that is given twice commander takes the last and says nothing: of two logs, the other may have been meant. */
const refuseRepeats = (command: Command): void => {
  const given = new Set<Option>()
  for (const option of command.options) {
    if (!option.required || option.description.endsWith('may be repeated')) continue
    command.on(`option:${option.name()}`, () => {
      if (given.has(option)) command.error(`error: option '${option.flags}' is given twice`)
      given.add(option)
    })
  }
}

/** The whole command line. Commander exits by throwing; what it writes goes to the terminal of the surroundings. */
export const programOf = (context: ProgramContext): Command => {
  const { out, err, columns } = context.surroundings.terminal
  const program = new Command('vacatur')
    .description(STORY)
    .version(context.version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText(
      'after',
      `\nInstants: 2021-03-15T13:30:00.000Z, or 2021-03-15T09:30[America/New_York].\n\nExamples:\n${EXAMPLES.vacatur}`,
    )
  const [demoCommand, initCommand, appendCommand, casesCommand] = makingCommands(context)
  const commands = [
    demoCommand,
    initCommand,
    appendCommand,
    ...askingCommands(context),
    ...comparingCommands(context),
    checkCommand(context),
    screenCommand(context),
    watchCommand(context),
    casesCommand,
    rulesCommand(context),
    copyCommand(context),
  ]
  for (const command of commands) if (command !== undefined) program.addCommand(command)
  for (const command of withSubcommands(program)) {
    refuseRepeats(command)
    command.exitOverride().configureOutput({
      writeOut: out,
      writeErr: err,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      outputError: (text, write) => write(`${oneLine(text)}; see vacatur --help\n`),
    })
  }
  return program
}
