/**
 * Reads `esdb://` and `esdb+discover://` connection strings. The client's own reader prints them, with the password, when debugging
 * and when it warns; this one tells what is wrong without repeating what it was given.
 */
import * as E from 'fp-ts/lib/Either.js'

/** Where a node listens. */
interface Endpoint {
  readonly address: string
  readonly port: number
}

/** Who appends and reads. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Which node of a cluster is asked. */
type NodePreference = 'leader' | 'follower' | 'read_only_replica' | 'random'

/** What a connection string says. Times are in milliseconds. */
export interface Connection {
  readonly isDiscover: boolean
  readonly hosts: readonly [Endpoint, ...Endpoint[]]
  readonly credentials?: Credentials
  readonly stream?: string
  readonly tls?: boolean
  readonly tlsVerifyCert?: boolean
  readonly tlsCAFile?: string
  readonly userCertFile?: string
  readonly userKeyFile?: string
  readonly nodePreference?: NodePreference
  readonly maxDiscoverAttempts?: number
  readonly discoveryInterval?: number
  readonly gossipTimeout?: number
  readonly keepAliveInterval?: number
  readonly keepAliveTimeout?: number
  readonly defaultDeadline?: number
  readonly connectionName?: string
}

const DEFAULT_PORT = 2113
const LARGEST_PORT = 65_535

const FORM = 'esdb://[user:password@]host[:port][,host…][?key=value&…], or esdb+discover://…'
const SHAPE = /^(esdb|esdb\+discover):\/\/(?:(.*)@)?([^@/?]+)\/?(?:\?(.*))?$/s
const HOST = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/

const TEXTS = ['connectionName', 'tlsCAFile', 'userCertFile', 'userKeyFile', 'stream'] as const
const FLAGS = ['tls', 'tlsVerifyCert'] as const
const NUMBERS = [
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'defaultDeadline',
] as const
const PREFERENCES: readonly NodePreference[] = ['leader', 'follower', 'read_only_replica', 'random']

/** Keys and values may be written in any case, with hyphens or underscores, as everywhere with EventStoreDB. */
const flat = (text: string): string => text.trim().toLowerCase().replaceAll(/[_-]/g, '')

const named = <Name extends string>(names: readonly Name[], given: string): Name | undefined =>
  names.find((name) => flat(name) === flat(given))

const decoded = (text: string): E.Either<string, string> =>
  E.tryCatch(
    () => decodeURIComponent(text),
    () => 'there is a percent sign in it that is not followed by two hexadecimal digits',
  )

const endpointOf = (text: string): E.Either<string, Endpoint> => {
  const [, address, port] = HOST.exec(text.trim()) ?? []
  if (address === undefined) return E.left('a host in it is not of the form host:port')
  const number = port === undefined ? DEFAULT_PORT : Number(port)
  return number >= 1 && number <= LARGEST_PORT
    ? E.right({ address, port: number })
    : E.left(`a port in it is not a number from 1 to ${LARGEST_PORT}`)
}

const hostsOf = (text: string): E.Either<string, Connection['hosts']> => {
  const hosts: Endpoint[] = []
  for (const part of text.split(',')) {
    const endpoint = endpointOf(part)
    if (E.isLeft(endpoint)) return endpoint
    hosts.push(endpoint.right)
  }
  const [first, ...rest] = hosts
  return first === undefined ? E.left('it names no host') : E.right([first, ...rest])
}

const credentialsOf = (login: string | undefined): E.Either<string, Credentials | undefined> => {
  if (login === undefined) return E.right(undefined)
  const colon = login.indexOf(':')
  if (colon < 1) return E.left('before the @ it must have user:password, percent-encoded')
  const username = decoded(login.slice(0, colon))
  const password = decoded(login.slice(colon + 1))
  if (E.isLeft(username)) return username
  return E.map((text: string): Credentials => ({ username: username.right, password: text }))(password)
}

type Option = readonly [name: string, value: string | number | boolean]

const flagOf = (name: string, text: string): E.Either<string, Option> => {
  const value = flat(text)
  return value === 'true' || value === 'false'
    ? E.right([name, value === 'true'])
    : E.left(`\`${name}\` in it must be true or false`)
}

const numberOf = (name: string, text: string): E.Either<string, Option> => {
  const value = Number(text)
  const isOff = value === -1 && name.startsWith('keepAlive')
  return Number.isSafeInteger(value) && (value > 0 || isOff)
    ? E.right([name, value])
    : E.left(`\`${name}\` in it must be a whole number above 0`)
}

const throwing = (text: string): E.Either<string, Option | undefined> =>
  flat(text) === 'true'
    ? E.right(undefined)
    : E.left(
        '`throwOnAppendFailure` in it must be true or left out: without it a conflict looks like success',
      )

const optionOf = (key: string, text: string): E.Either<string, Option | undefined> => {
  const flag = named(FLAGS, key)
  if (flag !== undefined) return flagOf(flag, text)
  const number = named(NUMBERS, key)
  if (number !== undefined) return numberOf(number, text)
  const name = named(TEXTS, key)
  if (name !== undefined) return E.map((value: string): Option => [name, value])(decoded(text))
  if (flat(key) === flat('throwOnAppendFailure')) return throwing(text)
  if (flat(key) !== flat('nodePreference')) return E.left(`\`${key}\` in it is no option`)
  const preference = named(PREFERENCES, text)
  return preference === undefined
    ? E.left(`\`nodePreference\` in it must be one of ${PREFERENCES.join(', ')}`)
    : E.right(['nodePreference', preference])
}

const optionsOf = (query: string | undefined): E.Either<string, Partial<Connection>> => {
  const options: Option[] = []
  for (const pair of (query ?? '').split('&')) {
    if (pair === '') continue
    const [key = '', ...rest] = pair.split('=')
    const option = optionOf(key, rest.join('='))
    if (E.isLeft(option)) return option
    if (option.right !== undefined) options.push(option.right)
  }
  return E.right(Object.fromEntries(options))
}

/** What a connection string says. The error says what is wrong with it, and repeats no host, name or password. */
export const parseConnectionString = (text: string): E.Either<string, Connection> => {
  const [, scheme, login, hosts, query] = SHAPE.exec(text.trim()) ?? []
  if (hosts === undefined) return E.left(`it must be of the form ${FORM}`)
  const endpoints = hostsOf(hosts)
  if (E.isLeft(endpoints)) return endpoints
  const credentials = credentialsOf(login)
  if (E.isLeft(credentials)) return credentials
  return E.map(
    (options: Partial<Connection>): Connection => ({
      ...options,
      isDiscover: scheme === 'esdb+discover',
      hosts: endpoints.right,
      ...(credentials.right === undefined ? {} : { credentials: credentials.right }),
    }),
  )(optionsOf(query))
}

/** The log's name for messages: where it is, without who reads it. */
export const nameOf = ({ isDiscover, hosts }: Connection, stream: string): string => {
  const places = hosts.map(({ address, port }) => `${address}:${port}`).join(',')
  return `${isDiscover ? 'esdb+discover' : 'esdb'}://${places}?stream=${encodeURIComponent(stream)}`
}
