/** What courts and agencies do about a generated listing: nothing, mostly; now and then an order or two; for a few, years of them. */
import { commonOf, DAY_MS } from './common.js'

/** One company in ten sees an act or two, one in a hundred between 10 and 400, most of these few. */
const cyclesFor = (random: () => number): number => {
  const draw = random()
  if (draw < 0.9) return 0
  if (draw < 0.99) return 1
  return Math.floor(5 * 40 ** (random() ** 2))
}

interface Suspension {
  readonly id: string
  readonly targets: readonly string[]
  readonly fromMs: number
  readonly untilMs: number
}

/** An injunction until it is dissolved, or a stay until it is lifted; one in twenty was entered by mistake. */
const suspension = (
  { id, targets, fromMs, untilMs }: Suspension,
  random: () => number,
): readonly object[] => {
  const isStay = random() < 0.2
  const begun = {
    ...commonOf(id, fromMs, fromMs),
    ...(isStay
      ? { type: 'StayGranted', targets }
      : { type: 'InjunctionGranted', targets, docket: 'X', stage: 'preliminary', relief: 'issuer-wide' }),
  }
  if (random() < 0.05) {
    const retracted = { type: 'EntryRetracted', targets: [id], basis: 'entry-error', reason: 'wrong company' }
    return [begun, { ...commonOf(`${id}/retracted`, fromMs, untilMs), ...retracted }]
  }
  return [
    begun,
    {
      ...commonOf(`${id}/ended`, untilMs, untilMs),
      type: isStay ? 'StayLifted' : 'InjunctionDissolved',
      targets: [id],
      docket: 'X',
    },
  ]
}

/** How it ends: delisted, vacated from the first day, or not yet. */
const ending = (designation: string, ms: number, random: () => number): readonly object[] => {
  const draw = random()
  const common = { targets: [designation] }
  if (draw < 0.4)
    return [
      {
        ...commonOf(`${designation}/removed`, ms, ms),
        type: 'EntityDelisted',
        ...common,
        basis: 'agency-removal',
      },
    ]
  if (draw < 0.6)
    return [
      {
        ...commonOf(`${designation}/vacated`, ms, ms),
        type: 'DesignationVacated',
        ...common,
        docket: 'X',
        reach: 'ab-initio',
      },
    ]
  return []
}

/** The acts on a listing, in order; each act takes effect no earlier than the one before it. */
export const actsOn = (
  { id, validAt }: { readonly id: string; readonly validAt: string },
  random: () => number,
): readonly object[] => {
  const cycles = cyclesFor(random)
  if (cycles === 0) return []
  const stepMs = Math.min(30, Math.floor(380 / cycles)) * DAY_MS
  const startMs = Date.parse(validAt) + DAY_MS
  const acts = Array.from({ length: cycles }, (_, cycle) => {
    const fromMs = startMs + cycle * stepMs
    const untilMs = fromMs + Math.floor(stepMs / 2)
    return suspension({ id: `${id}/act-${cycle}`, targets: [id], fromMs, untilMs }, random)
  })
  return [...acts.flat(), ...ending(id, startMs + cycles * stepMs, random)]
}
