/** The contract over the log in memory. */
import { openMemoryLog } from '@vacatur/adapters/memory'
import { contractOf } from './contract.js'

contractOf('the log in memory', {
  fresh: () => ({ open: async (options) => openMemoryLog(options) }),
  reopens: 'a log in memory is gone when it is closed',
  processes: 'a log in memory is in one process',
  trials: 'a log in memory has no connection to lose',
})
