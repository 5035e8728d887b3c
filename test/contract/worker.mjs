/**
 * A process of its own that uses a log: appends to it, or follows it. Runs the built packages under plain Node. Prints one JSON
 * value a line; starts when it is told to on its standard input, so that several start at once.
 */
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- plain JavaScript, so that plain Node runs it */
const [job] = process.argv.slice(2).map((text) => JSON.parse(text))

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)

const must = (answer) => {
  if (answer._tag === 'Right') return answer.right
  throw new Error(JSON.stringify(answer.left))
}

const entryOf = (id) => ({
  id,
  type: 'EntityRegistered',
  validAt: '2021-01-14T05:00:00.000Z',
  publishedAt: '2021-01-14T21:00:00.000Z',
  source: { authority: 'worker', citation: '86 FR 1' },
  entity: 'entity',
  names: ['x'.repeat(job.bytes ?? 100)],
  identifiers: [],
})

const batchOf = (number) =>
  Array.from({ length: job.batch ?? 1 }, (_, place) => entryOf(`${job.prefix}/${number}/${place}`))

/** Appends at exactly the size it has seen, again and again until nobody else was faster. */
const appendExpecting = async (log, entries) => {
  for (;;) {
    const expectedSize = must(await log.size()())
    const answer = await log.append(entries, { expectedSize })()
    if (answer._tag === 'Right' || answer.left.tag !== 'SizeConflict') return must(answer)
  }
}

const jobs = {
  append: async (log) => {
    for (let number = 0; number < job.count; number += 1) {
      const entries = batchOf(number)
      const { indexes } = job.expecting
        ? await appendExpecting(log, entries)
        : must(await log.append(entries)())
      say({ ids: entries.map(({ id }) => id), indexes })
      if (job.pauseMs) await new Promise((resolve) => setTimeout(resolve, job.pauseMs))
    }
  },
  follow: async (log) => {
    let seen = 0
    for await (const step of log.follow()) {
      const followed = must(step)
      say(followed.kind === 'entries' ? { ids: followed.entries.map(({ entry }) => entry.id) } : followed)
      seen += followed.kind === 'entries' ? followed.entries.length : 0
      if (seen >= job.count) return
    }
  },
}

/** Each kind of log is loaded only when it is asked for. */
const open = {
  sqlite: async () =>
    (await import('@vacatur/adapters/sqlite')).openSqliteLog({
      path: job.path,
      ...(job.pulseEveryMs ? { pulseEveryMs: job.pulseEveryMs } : {}),
    }),
  eventstoredb: async () =>
    (await import('@vacatur/adapters/eventstoredb')).openEventStoreLog({ url: job.path }),
  postgres: async () => (await import('@vacatur/adapters/postgres')).openPostgresLog({ url: job.path }),
}

say('ready')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdin.unref()
const log = await open[job.kind]()
await jobs[job.what](log)
if (job.stays) await new Promise(() => setInterval(() => undefined, 1000))
await log.close()()
