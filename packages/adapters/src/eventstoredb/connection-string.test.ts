import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { nameOf, parseConnectionString } from './connection-string.js'

const parsed = (text: string) => {
  const result = parseConnectionString(text)
  if (E.isLeft(result)) throw new Error(result.left)
  return result.right
}

describe('parseConnectionString', () => {
  it.each([
    ['esdb://localhost', { isDiscover: false, hosts: [{ address: 'localhost', port: 2113 }] }],
    ['esdb://localhost:2114/', { isDiscover: false, hosts: [{ address: 'localhost', port: 2114 }] }],
    [
      'esdb+discover://cluster.dns:2113',
      { isDiscover: true, hosts: [{ address: 'cluster.dns', port: 2113 }] },
    ],
    ['esdb://[::1]:2113', { isDiscover: false, hosts: [{ address: '[::1]', port: 2113 }] }],
  ])('reads %s', (text, expected) => {
    expect(parsed(text)).toEqual(expected)
  })
  it('reads several hosts', () => {
    const ports = parsed('esdb://a:1,b:2,c').hosts.map(({ port }) => port)
    expect(ports).toEqual([1, 2, 2113])
  })
  it('reads a user and a password, percent-encoded, even with a colon or an at sign in it', () => {
    expect(parsed('esdb://admin:p%40ss:w@rd@localhost').credentials).toEqual({
      username: 'admin',
      password: 'p@ss:w@rd',
    })
  })
  it('reads options in any case, with hyphens or underscores', () => {
    const text =
      'esdb://a?TLS=false&node_preference=Follower&keep-alive-interval=-1&tlsCAFile=%2Fca.crt&stream=x'
    expect(parsed(text)).toMatchObject({
      tls: false,
      nodePreference: 'follower',
      keepAliveInterval: -1,
      tlsCAFile: '/ca.crt',
      stream: 'x',
    })
  })
  it.each([
    ['postgres://a', /of the form esdb/],
    ['esdb://', /of the form esdb/],
    ['esdb://a:b', /host/],
    ['esdb://a:99999', /port/],
    ['esdb://user@a', /user:password/],
    ['esdb://u:%zz@a', /percent/],
    ['esdb://a?tls=maybe', /`tls`.*true or false/],
    ['esdb://a?defaultDeadline=soon', /`defaultDeadline`.*whole number/],
    ['esdb://a?nodePreference=me', /`nodePreference`/],
    ['esdb://a?colour=red', /`colour` in it is no option/],
    ['esdb://a?throwOnAppendFailure=false', /conflict looks like success/],
  ])('refuses %s', (text, reason) => {
    const result = parseConnectionString(text)
    expect(E.isLeft(result) && result.left).toMatch(reason)
  })
  it.each([
    'esdb://me:s3cret@',
    'esdb://me:s3cret@a:b',
    'esdb://me:s3cret@a?x=1',
    'es://me:s3cret@a',
    'esdb://me:s3%cret@a',
  ])('says what is wrong with %s without the password', (text) => {
    const result = parseConnectionString(text)
    expect(E.isLeft(result)).toBe(true)
    expect(JSON.stringify(result)).not.toMatch(/s3|cret/)
  })
})

describe('nameOf', () => {
  it('says where the log is, and not who reads it', () => {
    expect(nameOf(parsed('esdb+discover://me:s3cret@a:1,b'), 'the log')).toBe(
      'esdb+discover://a:1,b:2113?stream=the%20log',
    )
  })
})
