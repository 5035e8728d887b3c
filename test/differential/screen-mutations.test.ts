/** Would the campaign of screening notice? Each mutation breaks in one way what is told of a position; each must be found. */
import { describe, expect, it } from 'vitest'
import { mutated, type Mutation } from './mutants.js'
import type { screenCampaign } from './screen-campaign.js'

/** What the mutant exports. */
interface Campaign {
  readonly screenCampaign: typeof screenCampaign
}

const SEED = 2
const RUNS = 1000

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a deadline of the security that comes to bear the identifier',
    file: 'gate/outlook.ts',
    from: 'if (resolved.security !== null) return { security: resolved.security }',
    to: '',
  },
  {
    name: 'dates of the company that comes to bear the identifier',
    file: 'gate/outlook.ts',
    from: 'return { ...instrument, issuer: { entity: issuer.entity } }',
    to: 'return instrument',
  },
  {
    name: 'no turn but those of the law',
    file: 'gate/outlook.ts',
    from: 'Math.min(endOfView(view), asking.rulesets.nextTurn(at))',
    to: 'endOfView(view)',
  },
  {
    name: 'no turn a millisecond after another',
    file: 'gate/outlook.ts',
    from: 'if (isTurn && at + 1 < endOfView(view)) yield { at: (at + 1) as Instant, view }',
    to: '',
  },
  {
    name: 'nothing ahead of who acquires later',
    file: 'gate/outlook.ts',
    from: 'return acquiredAt !== undefined && acquiredAt > at ? Math.min(turn, acquiredAt) : turn',
    to: 'return turn',
  },
  {
    name: 'what is ahead, whenever it is',
    file: 'gate/outlook.ts',
    from: 'if (isAhead) next ??= { at, by }',
    to: 'next ??= { at, by }',
  },
  {
    name: 'a purchase for a deadline',
    file: 'gate/outlook.ts',
    from: 'if (WATCHED[place] === SALE) deadline',
    to: 'if (WATCHED[place] === PURCHASE) deadline',
  },
  {
    name: 'what was barred before, as ahead',
    file: 'gate/outlook.ts',
    from: 'if (by === null || before[place] !== null) continue',
    to: 'if (by === null) continue',
  },
  {
    name: 'to divest, who may not',
    file: 'gate/placing.ts',
    from: "deadline === null ? ['banned', ban]",
    to: "deadline === null ? ['to-divest', ban]",
  },
  {
    name: 'a program that an order holds off, as clear',
    file: 'compiled/held-off.ts',
    from: '(versions?.heldOff.length ?? 0) > 0',
    to: 'false',
  },
  {
    name: 'a program that was ended, as held off',
    file: 'compiled/derive.ts',
    from: 'union([set, ...ending.map(acts.reachOf)])',
    to: 'set',
  },
  {
    name: 'enjoined, whoever holds it',
    file: 'gate/placing.ts',
    from: 'isHeldOff && isAtRisk(scene, finding)',
    to: 'isHeldOff',
  },
  {
    name: 'at risk only of bans that have begun',
    file: 'gate/at-risk.ts',
    from: 'heldAtTurns(scene, listing).some(isBar) ||',
    to: '',
  },
  {
    name: 'a fall of the order without the version that it brings back',
    file: 'compiled/held-off.ts',
    from: '[...inForce, ...heldOff]',
    to: 'inForce',
  },
  {
    name: 'what cannot be told, as permitted',
    file: 'gate/at-risk.ts',
    from: "outcomeIn(strictest) === 'permit'",
    to: "['permit', 'undetermined'].includes(outcomeIn(strictest))",
  },
]

describe('the campaign of screening', () => {
  it('finds nothing in the screening as it is', async () => {
    const { screenCampaign } = await mutated<Campaign>('screen-campaign.ts')
    expect(await screenCampaign(SEED, RUNS)).toBe(false)
  })

  it.each(MUTATIONS)('finds $name', async (mutation) => {
    const { screenCampaign } = await mutated<Campaign>('screen-campaign.ts', mutation)
    expect(await screenCampaign(SEED, RUNS)).toBe(true)
  })
})
