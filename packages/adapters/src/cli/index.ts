/** The command line as a function: its public names. */
export { EXIT, type ExitCode } from './exit.js'
export { runCommandLine } from './run.js'
export { processSurroundings, type Surroundings, type Terminal } from './surroundings.js'
