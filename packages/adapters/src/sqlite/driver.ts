/** The slice of the node:sqlite API that the log needs, and where it is taken from. */

/** A value in a row. */
type SqlValue = null | number | bigint | string | Uint8Array

/** A prepared statement; rows come as arrays after `setReturnArrays(true)`. */
export interface Statement {
  run(...parameters: readonly SqlValue[]): unknown
  get(...parameters: readonly SqlValue[]): unknown
  all(...parameters: readonly SqlValue[]): unknown[]
  setReturnArrays(enabled: boolean): void
}

/** An open database. */
export interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

/** A module with the API of node:sqlite. */
export interface Driver {
  readonly DatabaseSync: new (location: URL, options: { readonly timeout: number }) => Database
}

/** The first Node whose built-in SQLite has what is needed and does not warn that it is experimental. */
const FIRST_BUILT_IN = 24

const builtIn = (): Driver | undefined => {
  const [major] = process.versions.node.split('.')
  if (Number(major) < FIRST_BUILT_IN) return undefined
  // The types of Node 20 do not know this module yet.
  return process.getBuiltinModule('node:sqlite') as unknown as Driver | undefined
}

let loaded: Promise<Driver> | undefined

const load = async (): Promise<Driver> => builtIn() ?? (await import('@photostructure/sqlite'))

/** The driver: built in where Node has it, else @photostructure/sqlite, which is the same in a package. */
export const loadDriver = async (): Promise<Driver> => (loaded ??= load())
