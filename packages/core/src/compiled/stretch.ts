/** A stretch of valid time around an instant in which nothing turns: narrowed by every instant at which something does. */
export class Stretch {
  readonly at: number
  /** Inclusive; -Infinity where nothing turns before. */
  from = -Infinity
  /** Exclusive; Infinity where nothing turns after. */
  until = Infinity

  constructor(at: number) {
    this.at = at
  }

  /** Something turns at an instant; null: never. */
  turn(instant: number | null): void {
    if (instant === null) return
    if (instant <= this.at) {
      if (instant > this.from) this.from = instant
    } else if (instant < this.until) this.until = instant
  }
}
