/** `vacatur demo`: the Xiaomi story, offline. Runs the first example as it is; the examples need not be installed. */
import type { Decision } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, type Ended, EXIT } from '../exit.js'
import type { Surroundings } from '../surroundings.js'

const NEXT = `
Next: npx vacatur init --log sqlite:law.db
      npx vacatur append examples/data/us-investment-bans.jsonl --log sqlite:law.db
      npx vacatur timeline xiaomi --log sqlite:law.db
      npx vacatur --help
`

/** What the example offers. */
interface Example {
  readonly tellXiaomi: (print: (text: string) => void) => Promise<readonly Decision[]>
}

/** The options as given. */
export interface DemoOptions {
  readonly json?: boolean
}

/** Not a literal: the examples are built on this package, and come with a clone of it only. */
const EXAMPLE: string = '@vacatur/examples/01-xiaomi'

const load = async (): Promise<Example | undefined> => {
  try {
    return (await import(EXAMPLE)) as Example
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw thrown
  }
}

/** Runs the command: the story for people, or its four decisions for programs. */
export const demo = async ({ terminal }: Surroundings, { json = false }: DemoOptions): Promise<Ended> => {
  const example = await load()
  if (example === undefined) {
    return badUsage(
      'the demo is part of the examples, which are not installed here; a clone of the project has them',
    )
  }
  const decisions = await example.tellXiaomi((text) => {
    if (!json) terminal.out(`${text}\n`)
  })
  terminal.out(json ? decisions.map((decision) => `${JSON.stringify(decision)}\n`).join('') : NEXT)
  return E.right(EXIT.done)
}
