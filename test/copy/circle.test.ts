/** Every golden case gives the same answers from a log after it was copied through all kinds of logs, in a circle. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyLog } from '@vacatur/adapters/copy'
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { openPostgresLog } from '@vacatur/adapters/postgres'
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import { type CaseFile, type CopyTarget, parseCaseFile, recordEntries, runCases } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'
import { freshPaths } from '../contract/files.js'
import { all, must } from '../contract/harness.js'
import { freshStream, standInForAll, withStream } from '../eventstoredb/server.js'
import { freshSchemas, urlOf } from '../postgres/logs.js'
import { onServer, testServer } from '../postgres/server.js'

const scenarios = fileURLToPath(new URL('../scenario', import.meta.url))
const files = readdirSync(scenarios, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => join(scenarios, name))

const jsonLines = (path: string): readonly unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

const entriesOf = (path: string, { log, entries }: CaseFile): readonly unknown[] =>
  log.length === 0 ? entries : log.flatMap((one) => jsonLines(resolve(dirname(path), one)))

const server = await testServer()
const standIn = standInForAll()

onServer('a circle of logs', server, ({ url }) => {
  const freshPath = freshPaths()
  const schema = freshSchemas(url)()

  /** Memory, SQLite, PostgreSQL, EventStoreDB, and memory again. */
  const circle = async (name: string): Promise<readonly CopyTarget[]> => [
    await openMemoryLog(),
    await openSqliteLog({ path: freshPath() }),
    await openPostgresLog({ url: urlOf(url, { schema, log: name.replaceAll(/[^a-z0-9-]/g, '-') }) }),
    await openEventStoreLog({ url: withStream(standIn().url, freshStream()) }),
    await openMemoryLog(),
  ]

  describe.each(files)('%s', (path) => {
    it('holds from every log, with equal digests', async () => {
      const file = must(parseCaseFile(JSON.parse(readFileSync(path, 'utf8'))))
      const entries = must(recordEntries(entriesOf(path, file), file.recorded))
      const logs = await circle(path.slice(scenarios.length))
      const [first] = logs
      if (first === undefined) throw new Error('no log')
      must(await first.appendRecorded(entries)())
      const digests = new Set<string>()
      const answers = new Set<string>()
      let from = first
      for (const to of logs) {
        if (to !== first) digests.add(must(await copyLog({ from, to })()).digest)
        const recorded = await all(to)
        expect(recorded).toEqual(entries)
        const results = await runCases({ file, entries: recorded, rulesets: catalogue })
        expect(results.filter(({ passed }) => !passed)).toEqual([])
        answers.add(JSON.stringify(results))
        from = to
      }
      expect({ digests: digests.size, answers: answers.size }).toEqual({ digests: 1, answers: 1 })
      for (const log of logs) await log.close()()
    })
  })
})
