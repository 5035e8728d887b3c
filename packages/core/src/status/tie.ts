/** Which designations reach an entity: its own, and those that a reviewer tied it to. And the versions of a program. */
import type { ProgramVersion } from '../entry/targets.js'
import { actsOn, type Knowledge, ofType } from '../force/knowledge.js'
import type { RecordedOf } from '../log/recorded.js'
import type { Recorded } from '../log/recorded.js'
import type { Scope } from './subject.js'

/** A recorded designation. */
export type Designation = RecordedOf<'EntityDesignated'>

/** A recorded match. */
export type Match = RecordedOf<'EntityMatched'>

/** A recorded program version: an establishment or an amendment. */
export type Version = Recorded & { readonly entry: ProgramVersion }

/** The way in which a designation reaches an entity. */
export interface Tie {
  readonly designation: Designation
  /** Null where the entity is designated itself. */
  readonly match: Match | null
}

const isMatch = (act: Recorded): act is Match => act.entry.type === 'EntityMatched'

/** Every visible designation of the entity, its own before those that a match ties it to, whether in force or not; in log order. */
export const tiesOf = (knowledge: Knowledge, { entity, program }: Scope): readonly Tie[] =>
  ofType(knowledge, 'EntityDesignated')
    .filter(({ entry }) => program === undefined || entry.program === program)
    .flatMap((designation) => {
      const own: readonly Tie[] = designation.entry.entity === entity ? [{ designation, match: null }] : []
      const matches = actsOn(knowledge, designation.entry.id).filter(isMatch)
      const tied = matches.filter((match) => match.entry.entity === entity)
      return [...own, ...tied.map((match): Tie => ({ designation, match }))]
    })

/** Every visible version of a program in log order. */
export const versionsOf = (knowledge: Knowledge, program: string): readonly Version[] =>
  [...ofType(knowledge, 'ProgramEstablished'), ...ofType(knowledge, 'ProgramAmended')]
    .filter(({ entry }) => entry.program === program)
    .toSorted((a, b) => a.index - b.index)
