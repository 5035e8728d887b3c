import pg from 'pg'
import { openPostgresLog } from '@vacatur/adapters/postgres'
import { prepareAll } from '@vacatur/core'
import { createHash } from 'node:crypto'
const url='postgres://bench:benchpw@127.0.0.1:5599/postgres'
const S='bis'
const log = await openPostgresLog({ url: `${url}?schema=${S}&log=b` })
const { statementsOf } = await import('/work/main/packages/adapters/dist/postgres/schema.js')
const c = new pg.Client({ connectionString: url }); await c.connect()
await c.query("set plan_cache_mode=force_generic_plan; set enable_seqscan=off; set jit=off")
const h=(t)=>createHash('sha256').update(t).digest('hex')
let n=0
const entry = () => ({ id: `entity/${n++}`, type: 'EntityRegistered', validAt: '2021-01-14T05:00:00.000Z', publishedAt: '2021-01-14T21:00:00.000Z', source: { authority: 'test', citation: '86 FR 1' }, entity: `entity-${n}`, names: [`Entity ${n} Co., Ltd.`, 'x'.repeat(150)], identifiers: [] })
for (const k of ['r','r2','r3','r4']) await c.query(`insert into ${S}.logs (name) values ('${k}')`)
const write = statementsOf(S).write
const mk = async (name, run, prepFirst) => { const id = (await c.query(`select id from ${S}.logs where name=$1`,[name])).rows[0].id; let size=0, chain='0'.repeat(64); const prep = prepFirst ? Array.from({length:6000},()=>prepareAll([entry()],h).right[0]) : null; return async () => { const p=prep?prep[size]:prepareAll([entry()],h).right[0]; const next=h(chain+size); const r=await run({name:'w',text:write,rowMode:'array',values:[id,name,size,chain,1,p.entry.id,p.digest,next,p.text,size+1,next,'vacatur_x']}); if(r.rows.length!==1) throw new Error('no'); size++; chain=next } }
const AS_SENT={getTypeParser:()=>(v)=>v}
const pool = new pg.Pool({ connectionString: url, types: AS_SENT }); pool.on('connect',(cl)=>{cl.on('error',()=>{})})
const poolT = new pg.Pool({ connectionString: url, types: AS_SENT, query_timeout: 30000, keepAlive: true })
const set = "set plan_cache_mode=force_generic_plan; set enable_seqscan=off; set jit=off"
const rd=new WeakSet()
const viaPool = (pl) => async (q) => { const cl = await pl.connect(); try { if(!rd.has(cl)){await cl.query(set); rd.add(cl)} return await cl.query(q) } finally { cl.release(false) } }
const fs = { direct: await mk('r', (q)=>c.query(q), true), directPrep: await mk('r2',(q)=>c.query(q), false), pool: await mk('r3', viaPool(pool), false), poolTimeout: await mk('r4', viaPool(poolT), false), ours: async()=>{ const a = await log.append([entry()])(); if (a._tag==='Left') throw new Error('x') } }
const t={}, cpu={}; const med=(a)=>[...a].sort((x,y)=>x-y)[a.length>>1]
for (let r=0;r<25;r++) for (const [k,f] of Object.entries(fs)) { const u=process.cpuUsage(), s=performance.now(); for(let i=0;i<150;i++) await f(); (t[k]??=[]).push((performance.now()-s)/150); const d=process.cpuUsage(u); (cpu[k]??=[]).push((d.user+d.system)/150000) }
for (const [k,v] of Object.entries(t)) console.log(k, med(v).toFixed(3), 'min', Math.min(...v).toFixed(3), 'cpu', med(cpu[k]).toFixed(3))
await log.close()(); await pool.end(); await poolT.end(); await c.query(`drop schema ${S} cascade`); await c.end()
