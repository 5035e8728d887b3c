/** The options of who buys, sells or holds, which `check` and `screen` share; and pairs of options that say yes and no. */
import { type Command, InvalidArgumentError, Option } from 'commander'

/** What a pair of options says, where it is given and where its negation is. */
interface Answers {
  readonly yes: string
  readonly no: string
}

/** Adds `--NAME` and `--no-NAME`. Both at once are refused: the order in which they stand says nothing. */
export const addPair = (command: Command, name: string, { yes, no }: Answers): Command => {
  const given = new Set<string>()
  for (const flag of [name, `no-${name}`])
    command.on(`option:${flag}`, () => {
      given.add(flag)
      if (given.size > 1)
        command.error(`error: \`--${name}\` and \`--no-${name}\` at once, accepted is: one of them`)
    })
  return command.addOption(new Option(`--${name}`, yes)).addOption(new Option(`--no-${name}`, no))
}

const notEmpty = (text: string): string => {
  if (text.trim() === '')
    throw new InvalidArgumentError('It is empty, accepted is: a text, or the option left out')
  return text
}

/** Adds the options of a person; `who` is what it is called. */
export const addPerson = (command: Command, who: string): Command => {
  addPair(command, 'us-person', { yes: `the ${who} is a U.S. person`, no: `the ${who} is not` })
  addPair(command, 'for-us-person', {
    yes: `the ${who} acts for a U.S. person`,
    no: `the ${who} does not`,
  })
  return command
    .addOption(
      new Option('--person-id <id>', `the ${who}’s id, as injunctions name parties`).argParser(notEmpty),
    )
    .addOption(new Option('--role <role>', `the ${who}’s role, as licenses name roles`).argParser(notEmpty))
}
