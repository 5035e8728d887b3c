/** Rulesets for the tests of `vacatur rules`: the catalogue's documents changed in one way, and the example's. Checks nothing itself. */
import { join } from 'node:path'
import type { Facts } from '@vacatur/core'
import {
  CATALOGUE_DOCUMENTS,
  type CheckedRuleset,
  checkRuleset,
  interpret,
  ORDER,
  parseFactCases,
  type RulesetDocument,
} from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { aFile, root } from './vacatur.js'

/** The directory of the example. */
export const HOUSE = join(root, 'examples/03-firm-policy')

/** The catalogue's document of that id. */
export const documentOf = (id: string): RulesetDocument => {
  const document = CATALOGUE_DOCUMENTS.find(({ ruleset }) => ruleset === id)
  if (document === undefined) throw new Error(`no ruleset ${id}`)
  return document
}

/** A file with the document, its rules changed. */
export const changed = (
  id: string,
  change: (rules: RulesetDocument['rules']) => readonly unknown[],
): string => {
  const document = documentOf(id)
  return aFile(JSON.stringify({ ...document, rules: change(document.rules) }), 'changed.json')
}

const checked = (document: unknown): CheckedRuleset => {
  const result = checkRuleset(document)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const factsOf = (written: unknown): Facts => {
  const read = parseFactCases(
    { title: 't', cases: [{ name: 'n', facts: written, expect: { outcome: 'permit' } }] },
    ORDER,
  )
  if (E.isLeft(read)) throw new Error(read.left.join('; '))
  return read.right[0]?.facts ?? {}
}

/** The name of the rule that speaks on facts as they are printed; null where none does. */
export const speakerOn = (document: unknown, written: unknown): string | null => {
  const verdict = interpret(checked(document), factsOf(written))
  if (verdict.kind === 'missing') throw new Error(`missing: ${verdict.facts.join(', ')}`)
  return verdict.kind === 'rule' ? verdict.rule.rule : null
}

/** Every fact that rules may ask for, at some value: what a witness leaves away does not matter to the ruleset that it is about. */
export const allFacts = {
  standing: 'designated',
  conflict: false,
  programInForce: true,
  via: 'listed',
  buy: 'banned',
  sell: 'divest-only',
  hold: 'open',
  buyBannedFrom: '2021-01-11T14:30:00.000Z',
  sellBannedFrom: '2021-01-11T14:30:00.000Z',
  divestUntil: '2021-11-11T14:30:00.000Z',
  holdBannedFrom: '2021-11-11T14:30:00.000Z',
  listedAt: '2020-11-12T05:00:00.000Z',
  'exposure.basis': 'issuer',
  activity: 'buy',
  purpose: 'invest',
  'instrument.kind': 'equity',
  'instrument.publiclyTraded': true,
  'person.usPerson': true,
  'person.forUsPerson': false,
  tradedAt: '2021-02-01T15:00:00.000Z',
  acquiredAt: '2020-02-01T15:00:00.000Z',
  'person.enjoined': false,
  licensed: false,
} as const
