/** Three truth values: a condition holds, fails, or is open because a fact was left out (Kleene's strong logic). */

/** What a condition comes to. */
export type Truth = 'holds' | 'fails' | 'open'

/** Holds for true, fails for false. */
export const truthOf = (value: boolean): Truth => (value ? 'holds' : 'fails')

/** The other way round; open stays open. */
export const negated = (truth: Truth): Truth => {
  if (truth === 'open') return 'open'
  return truth === 'holds' ? 'fails' : 'holds'
}

/** Fails if one fails; else open if one is open. */
export const allOf = (truths: readonly Truth[]): Truth => {
  if (truths.includes('fails')) return 'fails'
  return truths.includes('open') ? 'open' : 'holds'
}

/** Holds if one holds; else open if one is open. */
export const anyOf = (truths: readonly Truth[]): Truth => {
  if (truths.includes('holds')) return 'holds'
  return truths.includes('open') ? 'open' : 'fails'
}
