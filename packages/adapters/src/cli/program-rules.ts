/** The commands under `rules`, their options and their help: what whoever writes rulesets needs. */
import { Command, Option } from 'commander'
import type { CommonOptions } from './command/context.js'
import { diffRules } from './command/rules/diff.js'
import { explain, schema } from './command/rules/explain.js'
import { lint } from './command/rules/lint.js'
import { facts, list } from './command/rules/list.js'
import { publish } from './command/rules/publish.js'
import { test, type TestOptions } from './command/rules/test.js'
import { LOG_URL } from './option/log-url.js'
import type { PublishOptions } from './option/publication.js'
import { RULESET } from './option/ruleset.js'
import type { ProgramContext } from './program-context.js'

const HOUSE = 'examples/03-firm-policy'

const EXAMPLES = {
  rules: `  vacatur rules explain us-1260h
  vacatur rules lint my-rules.json
  vacatur rules publish my-rules.json --log sqlite:law.db --valid-from 2026-01-01T00:00:00.000Z`,
  lint: `  vacatur rules lint
  vacatur rules lint ${HOUSE}/naive.json

Exit codes: 0 clean; 1 there are findings.`,
  diff: `  vacatur rules diff us-1260h ${HOUSE}/policy.json
  vacatur rules diff house-1260h@1 house-1260h@2 --log sqlite:law.db

Exit codes: 0 both decide alike on all facts; 1 they do not.`,
  test: `  vacatur rules test ${HOUSE}/policy.cases.json

A file: { "title", "ruleset": "policy.json", "cases": [{ "name", "facts": { "standing": "designated" },
          "expect": { "outcome": "deny", "code"?, "rule"?, "missing"? } }] }`,
  explain: `  vacatur rules explain us-ns-cmic
  vacatur rules explain my-rules.json > my-rules.md`,
  publish: `  vacatur rules publish ${HOUSE}/policy.json --log sqlite:law.db \\
    --valid-from "2026-01-01T00:00[America/New_York]"

A version is published once; what changes takes a version of its own.`,
  list: '  vacatur rules list --log sqlite:law.db',
  facts: '  vacatur rules facts',
  schema: '  vacatur rules schema > ruleset.schema.json',
} as const

const named = (name: keyof typeof EXAMPLES, description: string): Command =>
  new Command(name).description(description).addHelpText('after', `\nExample:\n${EXAMPLES[name]}`)

const jsonOption = (): Option => new Option('--json', 'JSON on one line, instead of text')
const shelfOption = (): Option =>
  new Option('--log <url>', 'a log that holds rulesets too (default: the variable VACATUR_LOG, if set)')

const analysing = ({ surroundings, end }: ProgramContext): readonly Command[] => [
  named(
    'lint',
    'rules that never speak, order that nobody stated, gaps; each finding with facts that show it',
  )
    .argument('[ruleset...]', `${RULESET} (default: the catalogue’s)`)
    .addOption(shelfOption())
    .addOption(jsonOption())
    .action(async (given: string[], options: CommonOptions) => end(await lint(surroundings, given, options))),
  named('diff', 'the facts on which two rulesets, or two versions of one, decide differently')
    .argument('<before>', RULESET)
    .argument('<after>', 'the same')
    .addOption(shelfOption())
    .addOption(jsonOption())
    .action(async (before: string, after: string, options: CommonOptions) =>
      end(await diffRules(surroundings, [before, after], options)),
    ),
  named(
    'test',
    'run cases on facts alone; a failing one prints expected and got; says what no case exercises',
  )
    .argument('<file...>', 'files of cases')
    .addOption(
      new Option('--ruleset <ruleset>', `the ruleset, instead of the one that a file names: ${RULESET}`),
    )
    .addOption(shelfOption())
    .addOption(jsonOption())
    .action(async (paths: string[], options: TestOptions) => end(await test(surroundings, paths, options))),
]

const telling = ({ surroundings, end }: ProgramContext): readonly Command[] => [
  named('explain', 'a ruleset as a numbered table in Markdown, for a lawyer')
    .argument('[ruleset...]', `${RULESET} (default: the catalogue’s)`)
    .addOption(shelfOption())
    .addOption(jsonOption())
    .action(async (given: string[], options: CommonOptions) =>
      end(await explain(surroundings, given, options)),
    ),
  named('list', 'the rulesets that there are: from when until when, and their digests')
    .addOption(shelfOption())
    .addOption(jsonOption())
    .action(async (options: CommonOptions) => end(await list(surroundings, options))),
  named('facts', 'the facts that rules may ask for: their values, and what they mean')
    .addOption(jsonOption())
    .action((options: CommonOptions) => end(facts(surroundings, options))),
  named('schema', 'the JSON Schema of rulesets, for editors')
    .addOption(new Option('--json', 'accepted; it is JSON anyway'))
    .action(() => end(schema(surroundings))),
]

const publishing = ({ surroundings, end }: ProgramContext): Command =>
  named(
    'publish',
    'put a version of a ruleset into a log, in force from an instant on; repeating it adds nothing',
  )
    .argument('<file>', 'the ruleset; - is standard input')
    .addOption(new Option('--log <url>', `the log: ${LOG_URL} (default: the variable VACATUR_LOG)`))
    .addOption(
      new Option('--valid-from <instant>', 'it decides what is traded from here on').makeOptionMandatory(),
    )
    .addOption(new Option('--valid-until <instant>', 'until here (exclusive)'))
    .addOption(new Option('--published-at <instant>', 'when it became known (default: --valid-from)'))
    .addOption(new Option('--authority <text>', 'who made it (default: house policy)'))
    .addOption(new Option('--citation <text>', 'what it is cited as (default: its title and version)'))
    .addOption(jsonOption())
    .action(async (path: string, options: PublishOptions & CommonOptions) =>
      end(await publish(surroundings, path, options)),
    )

/** The command `rules`, with those under it. */
export const rulesCommand = (context: ProgramContext): Command => {
  const rules = named(
    'rules',
    'write, check, compare and publish rulesets: `vacatur rules lint --help` …',
  ).helpCommand('help [command]', 'print the help of a command')
  for (const command of [...analysing(context), ...telling(context), publishing(context)])
    rules.addCommand(command)
  return rules
}
