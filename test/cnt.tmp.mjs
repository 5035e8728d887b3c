import pg from 'pg'
import { openPostgresLog } from '@vacatur/adapters/postgres'
const url='postgres://bench:benchpw@127.0.0.1:5599/postgres'
const q=pg.Client.prototype.query; let n=[]; pg.Client.prototype.query=function(...a){ n.push(a[0].name ?? a[0].text?.slice(0,30)); return q.apply(this,a) }
const log = await openPostgresLog({ url: `${url}?schema=cnt&log=b` })
const entry = (i) => ({ id: `entity/${i}`, type: 'EntityRegistered', validAt: '2021-01-14T05:00:00.000Z', publishedAt: '2021-01-14T21:00:00.000Z', source: { authority: 'test', citation: '86 FR 1' }, entity: `entity-${i}`, names: [`x`], identifiers: [] })
for (let i=0;i<5;i++){ n=[]; await log.append([entry(i)])(); console.log(n) }
for (let r=0;r<5;r++){ const s=performance.now(), c=process.cpuUsage(); for(let i=0;i<300;i++) await log.append([entry(1000+r*300+i)])(); const d=process.cpuUsage(c); console.log(((performance.now()-s)/300).toFixed(3),'ms; cpu', ((d.user+d.system)/300000).toFixed(3)) }
await log.close()(); pg.Client.prototype.query=q
const c = new pg.Client({ connectionString: url }); await c.connect(); await c.query('drop schema cnt cascade'); await c.end()
