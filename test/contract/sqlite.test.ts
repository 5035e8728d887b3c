/** The contract over the log in a SQLite file. */
import { contractOf } from './contract.js'
import { fileAt, freshPaths } from './files.js'

const freshPath = freshPaths()

contractOf('the log in a SQLite file', {
  fresh: () => fileAt(freshPath()),
  reopens: true,
  processes: true,
})
