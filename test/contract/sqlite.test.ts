/** The contract over the log in a SQLite file. */
import { DatabaseSync } from '@photostructure/sqlite'
import { contractOf } from './contract.js'
import { fileAt, freshPaths } from './files.js'
import { opened, type Trial } from './harness.js'

const freshPath = freshPaths()

const locked: Trial = {
  name: 'another program keeps the file locked for a while',
  begin: async () => {
    const path = freshPath()
    await opened(fileAt(path))
    const other = new DatabaseSync(path, { timeout: 1000 })
    const disturb = async (): Promise<void> => {
      other.exec('BEGIN IMMEDIATE')
      setTimeout(() => other.exec('ROLLBACK'), 30)
      return Promise.resolve()
    }
    return { location: fileAt(path), disturb }
  },
}

contractOf('the log in a SQLite file', {
  fresh: () => fileAt(freshPath()),
  reopens: true,
  processes: true,
  trials: [locked],
})
