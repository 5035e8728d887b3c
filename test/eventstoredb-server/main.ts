/**
 * The stand-in as a process: `main.mjs --ports 2113[,2114,2115] [--file events.sqlite] [--cert F --key F] [--user NAME:PASSWORD] [--max-append N]`.
 * Speaks EventStoreDB's protocol for this project's tests, and is told over the IPC channel how to misbehave.
 */
import * as fs from 'node:fs'
import { parseArgs } from 'node:util'
import { ServerCredentials } from '@grpc/grpc-js'
import { noJournal, sqliteJournal } from './journal.js'
import type { Running } from './node.js'
import { type Cluster, startCluster } from './nodes.js'
import type { Answer, Command, Facts, Question, RawEvent, Ready } from './protocol.js'
import { openStore, type Proposed } from './store.js'

const BANNER = 'This is a stand-in for the tests of vacatur. It is not EventStoreDB: it keeps nothing safe.'

const { values } = parseArgs({
  options: {
    ports: { type: 'string', default: '0' },
    file: { type: 'string' },
    cert: { type: 'string' },
    key: { type: 'string' },
    user: { type: 'string' },
    'max-append': { type: 'string', default: String(1024 * 1024) },
  },
})

const credentialsOf = (cert: string | undefined, key: string | undefined): ServerCredentials =>
  cert === undefined || key === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { cert_chain: fs.readFileSync(cert), private_key: fs.readFileSync(key) },
      ])

const usersOf = (user: string | undefined): ReadonlyMap<string, string> | undefined => {
  if (user === undefined) return undefined
  const colon = user.indexOf(':')
  return new Map([[user.slice(0, colon), user.slice(colon + 1)]])
}

const rawOf = (event: RawEvent): Proposed & { readonly created?: string } => ({
  id: crypto.randomUUID(),
  type: event.type ?? 'Raw',
  isJson: event.isJson ?? true,
  data: Buffer.from(event.data ?? '{}'),
  metadata: Buffer.from(event.metadata ?? ''),
  ...(event.created === undefined ? {} : { created: event.created }),
})

const tamper = (running: Running, command: Extract<Command, { readonly ask: 'tamper' }>): void => {
  const { store } = running.node
  const kept = store.stream(command.stream).events[command.revision]
  if (kept === undefined) throw new Error('no such event')
  const { type, isJson, data, metadata, created } = command.event
  store.replace({
    ...kept,
    type: type ?? kept.type,
    isJson: isJson ?? kept.isJson,
    data: data === undefined ? kept.data : Buffer.from(data),
    metadata: metadata === undefined ? kept.metadata : Buffer.from(metadata),
    created: created ?? kept.created,
  })
}

const obey = async (cluster: Cluster, running: Running, command: Command): Promise<Facts | null> => {
  const { node } = running
  switch (command.ask) {
    case 'fault':
      running.addFaults(command.on, command.faults)
      return null
    case 'elect':
      cluster.elect(command.leader)
      return null
    case 'tamper':
      tamper(running, command)
      return null
    case 'put':
      node.store.put(command.stream, rawOf(command.event))
      return null
    case 'delete':
      node.store.softDelete(command.stream)
      return null
    case 'tombstone':
      node.store.tombstone(command.stream)
      return null
    case 'forget':
      node.store.forget()
      return null
    case 'close-subscriptions':
      for (const close of node.subscriptions) close(command.how)
      return null
    case 'cut':
      running.cutAll()
      return null
    case 'away':
      await running.goAway()
      return null
    case 'back':
      await running.comeBack()
      return null
    case 'facts':
      return running.facts()
    default:
      return command satisfies never
  }
}

const journal = values.file === undefined ? noJournal : await sqliteJournal(values.file)
const users = usersOf(values.user)
const cluster = await startCluster({
  store: openStore(journal),
  ports: values.ports.split(',').map(Number),
  credentials: credentialsOf(values.cert, values.key),
  maxAppendBytes: Number(values['max-append']),
  ...(users === undefined ? {} : { users }),
})

const answer = async ({ number, command, node }: Question): Promise<Answer> => {
  try {
    const running = cluster.nodes[node]
    if (running === undefined) throw new Error('no such node')
    return { number, facts: await obey(cluster, running, command) }
  } catch (thrown) {
    return { number, error: String(thrown) }
  }
}

const ports = cluster.nodes.map(({ port }) => port)
console.log(`${BANNER}\nIt listens on 127.0.0.1, at ${ports.join(', ')}.`)
process.on('message', (question: Question) => {
  void answer(question).then((said) => process.send?.(said))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true, ports } satisfies Ready)
