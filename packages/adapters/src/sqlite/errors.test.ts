import { describe, expect, it } from 'vitest'
import { failureOf, fileFailureOf, isBusy } from './errors.js'

const thrown = (errcode: number, message: string): Error => Object.assign(new Error(message), { errcode })

describe('failureOf', () => {
  it.each([
    [11, 'database disk image is malformed', 'LogCorrupt'],
    [26, 'file is not a database', 'LogCorrupt'],
    [1, 'no such table: entries', 'LogCorrupt'],
    [267, 'database disk image is malformed', 'LogCorrupt'],
    [13, 'database or disk is full', 'LogUnavailable'],
    [10, 'disk I/O error', 'LogUnavailable'],
    [5, 'database is locked', 'LogUnavailable'],
  ])('says of %d (%s): %s', (errcode, message, tag) => {
    expect(failureOf(thrown(errcode, message), 'log')).toMatchObject({ tag, log: 'log' })
  })
})

describe('failureOf', () => {
  it('says what reading needs to who may not write, but not where the file was moved away', () => {
    const reasonOf = (errcode: number) => failureOf(thrown(errcode, 'attempt to write'), 'log').reason
    expect([8, 1544].map(reasonOf)).toEqual(Array(2).fill(expect.stringContaining('ask a copy of it')))
    expect(reasonOf(1032)).toBe('attempt to write')
  })
})

describe('isBusy', () => {
  it('holds for a lock of another connection, and while it recovers the file', () => {
    expect([5, 261, 6, 11].map((errcode) => isBusy(thrown(errcode, '')))).toEqual([true, true, false, false])
  })
})

describe('fileFailureOf', () => {
  it('says what is wrong in plain words', () => {
    expect(fileFailureOf({ code: 'EROFS' }, 'log').reason).toBe('the file system is read-only')
  })
})
