/** A temporary directory for one run of the tests, which takes with it what they leave there. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Called before any test runs; what it returns is called after the last. */
export default (): (() => void) => {
  const directory = mkdtempSync(join(tmpdir(), 'vacatur-'))
  // A database server that is tested runs as another user, and finds its own in there.
  chmodSync(directory, 0o755)
  process.env['TMPDIR'] = directory
  return () => rmSync(directory, { recursive: true, force: true })
}
