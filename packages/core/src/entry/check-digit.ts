/** Check digits of identifiers. A bad one is flagged, never a reason to drop an entry: official files contain some. */
import type { Identifier } from './reference.js'

const valueOfCharacter = (character: string): number => Number.parseInt(character, 36)

const luhn = (digits: string): boolean => {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const expanded = (text: string): string =>
  Array.from(text, (character) => String(valueOfCharacter(character))).join('')

/** ISO 6166: two letters, nine letters or digits, a Luhn check digit over the expanded digits. */
const isIsin = (value: string): boolean => /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(value) && luhn(expanded(value))

/** ISO 17442: twenty letters or digits whose expansion leaves 1 modulo 97 (ISO 7064). */
const isLei = (value: string): boolean => {
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(value)) return false
  let remainder = 0
  for (const digit of expanded(value)) remainder = (remainder * 10 + Number(digit)) % 97
  return remainder === 1
}

const sumOfDigits = (value: number): number => Math.floor(value / 10) + (value % 10)

/** ANSI X9.6 (CUSIP) and, over twelve places, X9.145 (FIGI): every second value doubled, digits summed. */
const hasDoubledSum = (value: string): boolean => {
  const body = value.slice(0, -1).split('')
  const sum = body.reduce((total, character, place) => {
    const worth = valueOfCharacter(character)
    return total + sumOfDigits(place % 2 === 1 ? worth * 2 : worth)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(value.at(-1))
}

const isCusip = (value: string): boolean => /^[A-Z0-9]{8}[0-9]$/.test(value) && hasDoubledSum(value)

const isFigi = (value: string): boolean =>
  /^[B-DF-HJ-NP-TV-Z]{2}G[B-DF-HJ-NP-TV-Z0-9]{8}[0-9]$/.test(value) && hasDoubledSum(value)

const SEDOL_WEIGHTS = [1, 3, 1, 7, 3, 9, 1]

const isSedol = (value: string): boolean => {
  if (!/^[B-DF-HJ-NP-TV-Z0-9]{6}[0-9]$/.test(value)) return false
  const sum = [...value].reduce(
    (total, character, place) => total + valueOfCharacter(character) * (SEDOL_WEIGHTS[place] ?? 0),
    0,
  )
  return sum % 10 === 0
}

const CHECKS: Readonly<Partial<Record<Identifier['scheme'], (value: string) => boolean>>> = {
  isin: isIsin,
  lei: isLei,
  cusip: isCusip,
  figi: isFigi,
  sedol: isSedol,
}

/** An identifier with its flag: `checkDigit: "bad"` where its scheme has a check digit that does not hold, or the form is wrong. */
export type FlaggedIdentifier = Identifier & { readonly checkDigit?: 'bad' }

/** Whether the identifier is well-formed and its check digit holds; schemes without check digits always pass. */
export const isWellFormedIdentifier = ({ scheme, value }: Pick<Identifier, 'scheme' | 'value'>): boolean =>
  CHECKS[scheme]?.(value) ?? true

/** The identifier, flagged if its check digit is bad. */
export const flagged = (identifier: Identifier): FlaggedIdentifier =>
  isWellFormedIdentifier(identifier) ? identifier : { ...identifier, checkDigit: 'bad' }
