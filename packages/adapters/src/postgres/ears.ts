/** Hears when anybody appends, by LISTEN on a connection of its own. What is not heard is found at the next heartbeat. */
import type { Driver, PgClient, PgConfig } from './driver.js'
import { pauseMs } from './server.js'

/** Listens as long as anybody wants it to. */
export interface Ears {
  /** Starts listening, if nobody did before; the returned function says that it is no longer wanted. */
  readonly want: () => () => void
  /** Stops, whoever wants it. */
  readonly stop: () => void
}

/** Where to listen, and what to do at each notification, and each time that some may have been missed. */
export interface Heard {
  readonly driver: Driver
  readonly config: PgConfig
  readonly channel: string
  readonly ring: () => void
}

const ignore = (): void => undefined

const hangUp = (client: PgClient): void => {
  client.end().catch(ignore)
}

/** Listens on one connection until it ends, or is made to; answers whether it had come to listening. */
const listenOnce = async (
  { driver, config, channel, ring }: Heard,
  onOpen: (client: PgClient) => void,
): Promise<boolean> => {
  const client = new driver.Client(config)
  client.on('error', ignore)
  const ended = new Promise<void>((resolve) => {
    client.on('end', resolve)
  })
  onOpen(client)
  try {
    await client.connect()
    client.on('notification', ring)
    await client.query({ text: `LISTEN ${channel}`, rowMode: 'array' })
  } catch {
    hangUp(client)
    return false
  }
  ring()
  await ended
  return true
}

/** One stretch of listening: connects anew whenever the connection is lost, until it is ended. */
const listening = (heard: Heard): (() => void) => {
  let isEnded = false
  let current: PgClient | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const again = async (): Promise<void> => {
    const isHeard = await listenOnce(heard, (client) => {
      current = client
    })
    failures = isHeard ? 1 : failures + 1
    if (!isEnded) timer = setTimeout(start, pauseMs(failures))
  }
  const start = (): void => {
    again().catch(ignore)
  }
  start()
  return () => {
    isEnded = true
    clearTimeout(timer)
    if (current !== undefined) hangUp(current)
  }
}

/** Ears that do not listen yet. */
export const newEars = (heard: Heard): Ears => {
  let wanted = 0
  let end: (() => void) | undefined
  const stop = (): void => {
    end?.()
    end = undefined
  }
  return {
    want: () => {
      wanted += 1
      end ??= listening(heard)
      return () => {
        wanted -= 1
        if (wanted === 0) stop()
      }
    },
    stop,
  }
}
