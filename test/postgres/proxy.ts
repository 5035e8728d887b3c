/** Stands between a log and its server, and cuts their connection at the worst moment. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * What to do with what a client sends: hand it on; cut the connection instead; hand it on and cut the connection at once; or hand it
 * on and cut the connection when the server answers, without the answer.
 */
export type Fate = 'pass' | 'cut-before' | 'cut-at-once' | 'cut-answer'

/** A way to a server. */
export interface Proxy {
  /** The server's URL, by way of the proxy. */
  readonly url: string
  /** Decides about what is sent; `pass` for everything, until it is set. */
  decide: (sent: string) => Fate
  /** Whether new connections are let through. */
  isOpen: boolean
  readonly cutAll: () => void
}

const joined = (client: Socket, server: Socket, proxy: Proxy): void => {
  const cut = (): void => {
    client.destroy()
    server.destroy()
  }
  let isCutAtAnswer = false
  client.on('data', (bytes: Buffer) => {
    const fate = proxy.decide(bytes.toString('latin1'))
    if (fate === 'cut-before') {
      cut()
      return
    }
    isCutAtAnswer ||= fate === 'cut-answer'
    server.write(bytes, () => {
      // Not by RST, which could overtake what was sent.
      if (fate === 'cut-at-once') server.end(() => client.destroy())
    })
  })
  server.on('data', (bytes: Buffer) => {
    if (isCutAtAnswer) cut()
    else client.write(bytes)
  })
  for (const socket of [client, server]) socket.on('error', cut).on('close', cut)
}

/** A proxy that is closed when the test ends. */
export const proxyTo = async (url: string): Promise<Proxy> => {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const listener = createServer((client) => {
    sockets.add(client)
    if (proxy.isOpen) joined(client, connect(Number(target.port), target.hostname), proxy)
    else client.destroy()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const own = new URL(url)
  own.host = `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const proxy: Proxy = { url: own.href, decide: () => 'pass', isOpen: true, cutAll }
  onTestFinished(() => {
    listener.close()
    cutAll()
  })
  return proxy
}

/** A fate for the first message that contains a text, and `pass` for all others. */
export const onFirst = (text: string, fate: Fate): ((sent: string) => Fate) => {
  let isDone = false
  return (sent) => {
    if (isDone || !sent.includes(text)) return 'pass'
    isDone = true
    return fate
  }
}
