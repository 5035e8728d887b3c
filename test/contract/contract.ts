/** One suite that every log must pass. What a kind of log cannot do is skipped, and the reason is stated. */
import { describe } from 'vitest'
import { appendContract } from './append-contract.js'
import { copyContract } from './copy-contract.js'
import { followContract } from './follow-contract.js'
import { gateContract } from './gate-contract.js'
import type { Harness } from './harness.js'
import { manyContract } from './many-contract.js'
import { processContract } from './process-contract.js'
import { readContract } from './read-contract.js'
import { trialContract } from './trial-contract.js'

/** Runs the contract over a kind of log. */
export const contractOf = (name: string, harness: Harness): void => {
  describe(`${name} keeps the contract:`, () => {
    appendContract(harness)
    readContract(harness)
    followContract(harness)
    copyContract(harness)
    gateContract(harness)
    manyContract(harness)
    trialContract(harness)
    processContract(harness)
  })
}
