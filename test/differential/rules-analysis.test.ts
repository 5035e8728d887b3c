/** What the analysis of a ruleset claims for all facts, held against sampled facts. Witnesses are re-evaluated by the analysis itself. */
import type { Facts } from '@vacatur/core'
import {
  type CheckedRuleset,
  checkRuleset,
  differencesBetween,
  type Finding,
  interpret,
  lint,
  type RulesetDocument,
} from '@vacatur/rules'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { seed, someFacts, someRuleset, times, WORDS } from './rules-generators.js'

vi.setConfig({ testTimeout: 600_000 })

const found: Record<string, number> = {}

afterAll(() => console.log(`rules: seed ${seed}; findings on generated rulesets ${JSON.stringify(found)}`))

const checked = (document: unknown): CheckedRuleset => {
  const result = checkRuleset(document, WORDS)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const speakerOn = (ruleset: CheckedRuleset, facts: Facts): string | null => {
  const verdict = interpret(ruleset, facts)
  if (verdict.kind === 'missing') throw new Error('facts are missing')
  return verdict.kind === 'rule' ? verdict.rule.rule : null
}

const rulesOf = (findings: readonly Finding[], kind: Finding['kind']): readonly string[] =>
  findings.flatMap((finding) => (finding.kind === kind && 'rule' in finding ? [finding.rule.rule] : []))

const samples = fc.array(someFacts(WORDS, 0), { minLength: 60, maxLength: 60, size: 'max' })

describe('lint', () => {
  it('says that a rule never speaks only where it speaks on no sampled facts, and that there is no gap only where there is none', () => {
    const property = fc.property(
      someRuleset(WORDS, { most: 5, depth: 3 }),
      samples,
      (document, questions) => {
        const ruleset = checked(document)
        const findings = lint(ruleset)
        for (const { kind } of findings) found[kind] = (found[kind] ?? 0) + 1
        const silent = [...rulesOf(findings, 'never-holds'), ...rulesOf(findings, 'never-reached')]
        const speakers = questions.map((facts) => speakerOn(ruleset, facts))
        expect(speakers.filter((name) => name !== null && silent.includes(name))).toEqual([])
        const hasGap = findings.some(({ kind }) => kind === 'gap')
        if (!hasGap) expect(speakers).not.toContain(null)
      },
    )
    fc.assert(property, { seed, numRuns: 150 * times })
  })

  it('says that a fact never matters only where no sampled value of it changes the rule that speaks', () => {
    const property = fc.property(
      someRuleset(WORDS, { most: 4, depth: 2 }),
      samples,
      (document, questions) => {
        const ruleset = checked(document)
        const idle = lint(ruleset).flatMap((finding) =>
          finding.kind === 'fact-never-matters' ? [finding.fact] : [],
        )
        for (const [index, facts] of questions.entries()) {
          const other = questions[(index + 1) % questions.length] ?? facts
          const changed = { ...facts, ...Object.fromEntries(idle.map((fact) => [fact, other[fact]])) }
          expect(speakerOn(ruleset, changed)).toBe(speakerOn(ruleset, facts))
        }
      },
    )
    fc.assert(property, { seed, numRuns: 100 * times })
  })
})

describe('differencesBetween', () => {
  it('is empty only where both decide alike on all sampled facts', () => {
    const property = fc.property(
      someRuleset(WORDS, { most: 4, depth: 2 }),
      fc.nat(3),
      samples,
      (document: RulesetDocument, index, questions) => {
        const [before, after] = [
          checked(document),
          checked({
            ...document,
            rules: document.rules.map((rule, place) =>
              place === index ? { ...rule, conditions: { not: rule.conditions } } : rule,
            ),
          }),
        ]
        const pairs = differencesBetween(before, after).map(
          (difference) => `${difference.before?.rule} ${difference.after?.rule}`,
        )
        for (const facts of questions) {
          const [one, other] = [speakerOn(before, facts), speakerOn(after, facts)]
          if (one !== other) expect(pairs).toContain(`${one ?? undefined} ${other ?? undefined}`)
        }
      },
    )
    fc.assert(property, { seed, numRuns: 100 * times })
  })
})
