/** The entry of the `vacatur` command: this process's arguments, streams and clock. */
import { Instant } from '../clock/index.js'
import { runCommandLine } from './run.js'
import { processSurroundings } from './surroundings.js'

const code = await runCommandLine(process.argv.slice(2), processSurroundings(Instant.now))
// Output that was lost has set its own, whatever the answer was.
process.exitCode ??= code
