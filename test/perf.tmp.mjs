import { openGate } from '@vacatur/core'
import { indexOf, lawAt } from '@vacatur/core/compiled'
import { catalogue } from '@vacatur/rules'
const N = +(process.argv[2] ?? 100000)
const T0 = Date.UTC(2020, 0, 1)
const iso = (ms) => new Date(ms).toISOString()
let i = 0
const log = []
const push = (entry) => {
  log.push({ index: log.length, recordedAt: T0 + log.length * 1000, digest: 'x', entry })
}
const common = (id, at) => ({
  id,
  validAt: iso(at),
  publishedAt: iso(at),
  source: { authority: 'synthetic', citation: 'synthetic' },
})
push({
  ...common('program/ns', T0),
  type: 'ProgramEstablished',
  program: 'us-ns-cmic',
  title: 't',
  schedule: {
    zone: 'America/New_York',
    buyBannedFrom: { days: 60, at: '00:00' },
    sellBannedFrom: { days: 60, at: '00:00' },
    divestUntil: { days: 365, at: '00:00' },
  },
  closeNames: false,
})
const entities = []
while (log.length < N) {
  const e = `company-${entities.length}`
  entities.push(e)
  const at = T0 + (i++ % 2000) * 86400000
  push({
    ...common(`entity/${e}`, at),
    type: 'EntityRegistered',
    entity: e,
    names: [e],
    identifiers: [{ scheme: 'lei', value: `LEI${entities.length}` }],
  })
  push({
    ...common(`security/${e}`, at),
    type: 'SecurityRegistered',
    security: `${e}-a`,
    kind: 'equity',
    publiclyTraded: true,
    exposures: [{ entity: e, basis: 'issuer' }],
    identifiers: [
      { scheme: 'isin', value: `ISIN${entities.length}` },
      { scheme: 'ticker', value: `T${entities.length}` },
    ],
  })
  const d = `designation/${e}`
  push({
    ...common(d, at),
    type: 'EntityDesignated',
    program: 'us-ns-cmic',
    entity: e,
    listedOn: iso(at).slice(0, 10),
  })
  if (entities.length % 20 === 0)
    push({
      ...common(`delist/${e}`, at + 4e10),
      type: 'EntityDelisted',
      targets: [d],
      basis: 'agency-removal',
    })
  if (entities.length % 500 === 0)
    for (let k = 0; k < 20; k++) {
      push({
        ...common(`inj/${e}/${k}`, at + k * 1e9),
        type: 'InjunctionGranted',
        targets: [d],
        docket: 'X',
        stage: 'preliminary',
        relief: 'issuer-wide',
      })
      push({
        ...common(`dis/${e}/${k}`, at + k * 1e9 + 5e8),
        type: 'InjunctionDissolved',
        targets: [`inj/${e}/${k}`],
        docket: 'X',
      })
    }
}
const mem = () => {
  globalThis.gc()
  globalThis.gc()
  const m = process.memoryUsage()
  return m.heapUsed + m.arrayBuffers
}
const m0 = mem()
let t = performance.now()
let c = process.cpuUsage()
let index = indexOf(log)
const build = performance.now() - t,
  cpu = process.cpuUsage(c)
const m1 = mem()
console.log(
  `${log.length} entries, ${entities.length} entities: build ${(log.length / build).toFixed(0)}k/s (cpu ${(log.length / ((cpu.user + cpu.system) / 1000)).toFixed(0)}k/s), ${((m1 - m0) / log.length).toFixed(0)} B/entry`,
)
if (process.argv[3] === 'build') throw 0
let seed = 1
const rnd = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return seed % n
}
const Q = 200000
const qs = Array.from({ length: Q }, () => ({
  entity: entities[rnd(entities.length)],
  size: rnd(log.length),
  at: T0 + rnd(3000) * 86400000,
}))
for (let r = 0; r < 3; r++) {
  t = performance.now()
  let s = 0
  for (const q of qs) {
    s += lawAt(index, q.size, { clock: 'recorded', knownSize: q.size }).listingsAt(
      { entity: q.entity, program: 'us-ns-cmic' },
      q.at,
    ).length
  }
  console.log('status', (((performance.now() - t) * 1e6) / Q).toFixed(0), 'ns', s)
}
const memlog = {
  timer: { elapsedMs: () => performance.now(), pause: (ms) => new Promise((r) => setTimeout(r, ms)) },
  async *follow() {
    yield { _tag: 'Right', right: { kind: 'entries', entries: log } }
    for (;;) {
      yield { _tag: 'Right', right: { kind: 'caught-up', size: log.length } }
      await new Promise((r) => setTimeout(r, 100).unref())
    }
  },
}
index = null
t = performance.now()
const gate = await openGate({ log: memlog, rulesets: catalogue, staleAfterMs: 60000 })
console.log('gate open', performance.now() - t)
const orders = Array.from({ length: 50000 }, () => ({
  activity: 'buy',
  instrument: { isin: `ISIN${1 + rnd(entities.length)}` },
  person: { usPerson: true },
  tradedAt: T0 + rnd(3000) * 86400000,
}))
for (let r = 0; r < 4; r++) {
  const times = new Float64Array(orders.length)
  let denies = 0
  t = performance.now()
  for (let k = 0; k < orders.length; k++) {
    const a = performance.now()
    const d = gate.check(orders[k])
    if (d.reasons[0].code && d.outcome === 'deny') denies++
    times[k] = performance.now() - a
  }
  const all = performance.now() - t
  times.sort()
  console.log(
    'check p50',
    (times[times.length >> 1] * 1e3).toFixed(2),
    'us p99',
    (times[Math.floor(times.length * 0.99)] * 1e3).toFixed(2),
    'mean',
    ((all * 1e3) / orders.length).toFixed(2),
    denies,
  )
}
const orders2 = orders.slice(0, 1000)
for (let r = 0; r < 4; r++) {
  const times = new Float64Array(50000)
  for (let k = 0; k < 50000; k++) {
    const a = performance.now()
    gate.check(orders2[k % 1000])
    times[k] = performance.now() - a
  }
  times.sort()
  console.log('hot check p50', (times[25000] * 1e3).toFixed(2), 'us p99', (times[49500] * 1e3).toFixed(2))
}
process.exit()
