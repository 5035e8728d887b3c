import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type Place, placeOfOptions, type PostgresLogOptions } from './options.js'

const URL_WITH_PASSWORD = 'postgres://desk:p%40ss@db.example:6543/compliance'

const placeOf = (options: Partial<PostgresLogOptions>): Place => {
  const place = placeOfOptions({ url: URL_WITH_PASSWORD, ...options })
  if (E.isLeft(place)) throw new Error(place.left.reason)
  return place.right
}

describe('placeOfOptions', () => {
  it('names a log by server, database and log, without user, password and other parameters', () => {
    expect(placeOf({}).name).toBe('postgres://db.example:6543/compliance?log=main')
    const url = `${URL_WITH_PASSWORD}?sslmode=verify-full&password=other&log=us/bans&schema=firm`
    expect(placeOf({ url }).name).toBe('postgres://db.example:6543/compliance?log=us/bans&schema=firm')
  })
  it('names the directory of a socket', () => {
    const { name } = placeOf({ url: 'postgres:///compliance?host=/var/run/postgresql' })
    expect(name).toBe('postgres:///compliance?host=/var/run/postgresql&log=main')
  })
  it('takes log and schema from the options before the URL, and keeps both from `pg`', () => {
    const url = `${URL_WITH_PASSWORD}?log=one&schema=s1`
    expect(placeOf({ url })).toMatchObject({ log: 'one', schema: 's1' })
    expect(placeOf({ url, log: 'two', schema: 's2' })).toMatchObject({ log: 'two', schema: 's2' })
    expect(placeOf({ url }).client).toMatchObject({ connectionString: URL_WITH_PASSWORD })
  })
  it('lets `tls` replace what the URL says of it, which would win otherwise', () => {
    const url = `${URL_WITH_PASSWORD}?sslmode=require&sslrootcert=nowhere.pem&application_name=x`
    const ca = '-----BEGIN CERTIFICATE-----'
    expect(placeOf({ url, tls: { ca } }).client).toMatchObject({
      connectionString: `${URL_WITH_PASSWORD}?application_name=x`,
      ssl: { ca },
    })
    expect(placeOf({ url }).client).toMatchObject({ connectionString: url })
    expect(placeOf({ url }).client).not.toHaveProperty('ssl')
  })
  it('lets `password` replace that of the URL', () => {
    const { client } = placeOf({ password: 'n:w@/' })
    expect(client['connectionString']).toBe('postgres://desk:n%3Aw%40%2F@db.example:6543/compliance')
  })
  it('knows every form of a password as a secret', () => {
    const url = `${URL_WITH_PASSWORD}?password=third`
    expect(placeOf({ url, password: 'fourth' }).secrets).toEqual(['p%40ss', 'p@ss', 'third', 'fourth'])
  })
  it.each(['', 'x', 'http://h/d', 'postgres://u:secret@:x/d'])(
    'refuses `%s` and quotes nothing of it',
    (url) => {
      expect(placeOfOptions({ url })).toEqual(
        E.left({
          name: 'postgres:',
          reason: expect.stringContaining('postgres://user@host:5432/database') as string,
        }),
      )
    },
  )
})
