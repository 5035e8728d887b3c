import { describe, expect, it } from 'vitest'
import { failureOf, isAnswer, isPassing, isStarting } from './errors.js'

const fromServer = (code: string, message = 'words') =>
  Object.assign(new Error(message), { code, severity: 'ERROR' })
const fromSocket = (code: string, message = '') => Object.assign(new Error(message), { code })
const log = { name: 'postgres://h/d?log=main', secrets: ['p%40ss', 'p@ss'] }

describe('isAnswer', () => {
  it.each(['23505', '42501', '57014', '55P03', '40001'])(
    'is true for %s: the statement was not carried out',
    (code) => {
      expect(isAnswer(fromServer(code))).toBe(true)
    },
  )
  it.each(['57P01', '57P02', '08006', '58030', 'XX000'])('is false for %s: it may have been', (code) => {
    expect(isAnswer(fromServer(code))).toBe(false)
  })
  it.each([fromSocket('ECONNRESET'), fromSocket('EPIPE'), new Error('Query read timeout'), 'text', null])(
    'is false for what the server did not say: %s',
    (thrown) => {
      expect(isAnswer(thrown)).toBe(false)
    },
  )
})

describe('isPassing', () => {
  const passing = [
    ...['57P01', '57P03', '08006', '53300', '40001', '25P03'].map((code) => fromServer(code)),
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].map((code) => fromSocket(code)),
    new Error('Connection terminated unexpectedly'),
  ]
  it.each(passing)('is true for %s', (thrown) => {
    expect(isPassing(thrown)).toBe(true)
  })
  const lasting = [
    ...['28P01', '3D000', '42501', '23505', '25006', 'XX001'].map((code) => fromServer(code)),
    ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map((code) => fromSocket(code)),
    new TypeError('a bug'),
  ]
  it.each(lasting)('is false for %s', (thrown) => {
    expect(isPassing(thrown)).toBe(false)
  })
})

describe('isStarting', () => {
  it('is true while a server starts, and not where there is none', () => {
    expect(isStarting(fromServer('57P03'))).toBe(true)
    expect(isStarting(fromSocket('ECONNREFUSED'))).toBe(false)
  })
})

describe('failureOf', () => {
  it('takes every form of the password out of a reason', () => {
    const thrown = new Error('cannot use p@ss, nor p%40ss')
    expect(failureOf(thrown, log)).toEqual({
      tag: 'LogUnavailable',
      log: log.name,
      reason: 'cannot use ***, nor ***',
    })
  })
  it('calls tables that are not as they were made corrupt', () => {
    expect(failureOf(fromServer('42P01'), log)).toMatchObject({ tag: 'LogCorrupt' })
    expect(failureOf(fromServer('23505'), log)).toMatchObject({ tag: 'LogCorrupt' })
  })
  it('names the causes of an error that has several and no words of its own', () => {
    const thrown = new AggregateError([fromSocket('ECONNREFUSED', 'refused ::1'), fromSocket('ECONNREFUSED')])
    expect(failureOf(thrown, log)).toMatchObject({ reason: 'refused ::1, ECONNREFUSED' })
  })
  it('says in words what a lock that is not free and a standby mean', () => {
    expect(failureOf(fromServer('55P03'), log)).toMatchObject({
      reason: 'another writer kept the log locked',
    })
    expect(failureOf(fromServer('25006'), log)).toMatchObject({
      reason: expect.stringContaining('standby') as string,
    })
  })
})
