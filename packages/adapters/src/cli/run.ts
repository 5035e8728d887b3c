/** Runs the command line: arguments in, exit code out. Whatever goes wrong ends as one line and a code, never as a stack. */
import { readFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT, type ExitCode } from './exit.js'
import { programOf } from './program.js'
import type { Surroundings } from './surroundings.js'

const versionOf = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

const exitOfThrown = (thrown: unknown, surroundings: Surroundings): ExitCode => {
  // Commander has said what is wrong. Without a command it printed the help, which is no answer that a script may go on with.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.done : EXIT.badUsage
  const { terminal, environment } = surroundings
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
  terminal.err(`vacatur: this is a bug, please report it: ${message.split('\n', 1)[0] ?? ''}\n`)
  if (environment['VACATUR_DEBUG'] !== undefined) terminal.err(`${stack ?? ''}\n`)
  return EXIT.bug
}

/** Runs `vacatur` with arguments (without the program’s own name). */
export const runCommandLine = async (
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> => {
  const ended: Ended[] = []
  const end = (one: Ended): void => {
    ended.push(one)
  }
  try {
    await programOf({ surroundings, version: versionOf(), end }).parseAsync(argv, { from: 'user' })
  } catch (thrown) {
    return exitOfThrown(thrown, surroundings)
  }
  const result = ended.at(-1) ?? E.right(EXIT.done)
  if (E.isRight(result)) return result.right
  surroundings.terminal.err(`vacatur: ${result.left.line.replaceAll('\n', ' ')}\n`)
  return result.left.exit
}
