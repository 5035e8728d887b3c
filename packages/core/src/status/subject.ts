/** Of whom a status is asked. */

/** An entity under a program. */
export interface Subject {
  readonly entity: string
  readonly program: string
}

/** An entity under a program, or under all of them where none is named. */
export interface Scope {
  readonly entity: string
  readonly program?: string
}
