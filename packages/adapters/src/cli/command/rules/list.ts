/** `vacatur rules list`: which rulesets there are, from when until when, and their digests. And `rules facts`: what rules may ask. */
import { catalogue, type FactDeclaration, ORDER } from '@vacatur/rules'
import { msOfEntryInstant, textOf } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../../exit.js'
import { knownRulesets } from '../../option/ruleset.js'
import { shortly } from '../../render/ruleset.js'
import { drawTable } from '../../render/table.js'
import { NOTHING } from '../../render/text.js'
import { utc } from '../../render/when.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, printJson, shelfOf } from '../context.js'

/** Runs `vacatur rules list`. */
export const list = async (surroundings: Surroundings, options: CommonOptions): Promise<Ended> => {
  const known = await knownRulesets(shelfOf(options, surroundings))
  if (E.isLeft(known)) return known
  const own = new Set(catalogue.published.map(({ id }) => id))
  const rows = known.right.map(({ id, ruleset, version, rules, digest, ...published }) => ({
    ruleset,
    version,
    program: typeof rules['program'] === 'string' ? rules['program'] : null,
    validAt: textOf(msOfEntryInstant(published.validAt)),
    validUntil: published.validUntil === undefined ? null : textOf(msOfEntryInstant(published.validUntil)),
    digest,
    from: own.has(id) ? 'catalogue' : 'log',
    entry: id,
  }))
  if (options.json === true) {
    printJson(surroundings, rows)
    return E.right(EXIT.done)
  }
  const drawn = rows.map((row) => [
    `${row.ruleset} ${row.version}`,
    row.program ?? NOTHING,
    shortly(row.digest),
    utc(row.validAt),
    row.validUntil === null ? NOTHING : utc(row.validUntil),
  ])
  const { out, columns } = surroundings.terminal
  const head = ['ruleset', 'decides', 'digest', 'in force from', 'until']
  out(`${drawTable({ head, widths: [20, 12, 13, 18], columns }, drawn)}\n`)
  return E.right(EXIT.done)
}

const typeInWords = (declaration: FactDeclaration): string => {
  switch (declaration.type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return 'a whole number'
    case 'instant':
      return declaration.nullable === true ? 'an instant, or null' : 'an instant'
    case 'one-of':
      return declaration.values.join(', ')
    default:
      return declaration satisfies never
  }
}

/** Runs `vacatur rules facts`. */
export const facts = (surroundings: Surroundings, options: CommonOptions): Ended => {
  const declared = Object.entries<FactDeclaration>(ORDER.facts)
  if (options.json === true) {
    printJson(
      surroundings,
      declared.map(([fact, declaration]) => ({ fact, ...declaration })),
    )
    return E.right(EXIT.done)
  }
  const rows = declared.map(([fact, declaration]) => [
    fact,
    typeInWords(declaration),
    `${declaration.meaning}${declaration.omittable ? ' (an order may leave it out)' : ''}`,
  ])
  const { out, columns } = surroundings.terminal
  out(`${drawTable({ head: ['fact', 'values', 'meaning'], widths: [26, 22], columns }, rows)}\n`)
  return E.right(EXIT.done)
}
