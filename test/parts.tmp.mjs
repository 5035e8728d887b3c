import pg from 'pg'
import { openPostgresLog } from '@vacatur/adapters/postgres'
import { prepareAll } from '@vacatur/core'
import { createHash } from 'node:crypto'
const url='postgres://bench:benchpw@127.0.0.1:5599/postgres'
const S='parts'
const log = await openPostgresLog({ url: `${url}?schema=${S}&log=b` })
const { statementsOf } = await import('/work/main/packages/adapters/dist/postgres/schema.js')
const c = new pg.Client({ connectionString: url }); await c.connect()
await c.query("set plan_cache_mode=force_generic_plan; set enable_seqscan=off; set jit=off")
await c.query(`create table ${S}.bare (place bigint primary key, recorded_at bigint, chain text, text text)`)
const h=(t)=>createHash('sha256').update(t).digest('hex')
let n=0
const entry = () => ({ id: `entity/${n++}`, type: 'EntityRegistered', validAt: '2021-01-14T05:00:00.000Z', publishedAt: '2021-01-14T21:00:00.000Z',
  source: { authority: 'test', citation: '86 FR 1', url: 'https://www.federalregister.gov/documents/2021/01/14/x' }, entity: `entity-${n}`, names: [`Entity ${n} Co., Ltd.`, 'x'.repeat(150)], identifiers: [{scheme:'isin',value:'KYG9830T1067'}] })
await c.query(`insert into ${S}.logs (name) values ('m1'),('m2'),('m3')`)
const idOf = async (name) => (await c.query(`select id from ${S}.logs where name=$1`,[name])).rows[0].id
const write = statementsOf(S).write
const noNotify = write.replace('SELECT pg_notify($12, $10::bigint::text) FROM moved','SELECT $12::text FROM moved')
const raw = async (name, text) => { const id = await idOf(name); let size=0, chain='0'.repeat(64); const prep = Array.from({length:6000},()=>prepareAll([entry()],h).right[0]); return async () => { const p=prep[size]; const next=h(chain+size); const r=await c.query({name:'w'+name,text,values:[id,name,size,chain,1,p.entry.id,p.digest,next,p.text,size+1,next,'ch']}); if(r.rows.length!==1) throw new Error('no'); size++; chain=next } }
const f1 = await raw('m1', write), f2 = await raw('m2', noNotify)
let b=0
const bare = async () => { await c.query({name:'b',text:`insert into ${S}.bare values ($1,$2,$3,$4)`,values:[b++,1,'a'.repeat(64),JSON.stringify(entry())]}) }
const bareBatch = async () => { await c.query({name:'bb',text:`insert into ${S}.bare select * from unnest($1::bigint[],$2::bigint[],$3::text[],$4::text[])`,values:[[b++],[1],['a'.repeat(64)],[JSON.stringify(entry())]]}) }
const ours = async () => { const a = await log.append([entry()])(); if (a._tag==='Left') throw new Error('x') }
const ping = async () => { await c.query({name:'p',text:'select 1'}) }
const t={}; const med=(a)=>[...a].sort((x,y)=>x-y)[a.length>>1]
for (let r=0;r<9;r++) for (const [k,f] of Object.entries({ping,bare,bareBatch,raw:f1,rawNoNotify:f2,ours})) { const s=performance.now(); for(let i=0;i<150;i++) await f(); (t[k]??=[]).push((performance.now()-s)/150) }
for (const [k,v] of Object.entries(t)) console.log(k, med(v).toFixed(3), 'min', Math.min(...v).toFixed(3))
await log.close()(); await c.query(`drop schema ${S} cascade`); await c.end()
