/** Values that several readers share, and none may change. */

/** Freezes a JSON value and all that it holds, in place. */
export const deepFrozen = <A>(value: A): A => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const held of Object.values(value)) deepFrozen(held)
  return Object.freeze(value)
}
