/**
 * The least any product of this shape must do, as small programs: verify, parse and commit in batches before answering.
 *   raw   one row per delivery (F3)
 *   three contact, conversation and message per delivery (F4)
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply } from 'fastify'
import pg from 'pg'
import { APP_SECRET } from '../harness/payloads.ts'

const [mode = 'raw', databaseUrl = ''] = process.argv.slice(2)
const MAX_BATCH = 200
const IN_FLIGHT = 2
const pool = new pg.Pool({ connectionString: databaseUrl, max: IN_FLIGHT })

await pool.query(`
  create table if not exists raw_event (id bigserial primary key, tenant int not null, key text not null, body text not null, received_at timestamptz not null default now(), unique (tenant, key));
  create table if not exists contact (id bigserial primary key, tenant int not null, wa_id text not null, name text, unique (tenant, wa_id));
  create table if not exists conversation (id bigserial primary key, tenant int not null, contact_id bigint not null unique, last_at bigint, last_text text, unread int not null default 0);
  create index if not exists conversation_list on conversation (tenant, last_at desc, id desc);
  create table if not exists message (id bigserial primary key, tenant int not null, wamid text not null, conversation_id bigint not null, ts bigint not null, type text not null, body text, unique (tenant, wamid));
  create index if not exists message_history on message (conversation_id, ts desc, id desc)`)

interface Item {
  readonly from: string
  readonly id: string
  readonly timestamp: string
  readonly type: string
  readonly text: { readonly body: string }
}

interface Waiting {
  readonly raw: string
  readonly item: Item
  readonly name: string
  readonly reply: FastifyReply
}

const RAW = {
  name: 'raw',
  text: 'insert into raw_event (tenant, key, body) select 1, k, b from unnest($1::text[], $2::text[]) as t(k, b) on conflict do nothing',
}
const THREE = {
  name: 'three',
  text: `with item as (select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[]) as t(wa, name, wamid, ts, type, body)),
    person as (insert into contact (tenant, wa_id, name) select distinct on (wa) 1, wa, name from item order by wa
      on conflict (tenant, wa_id) do update set name = excluded.name returning id, wa_id),
    talk as (insert into conversation (tenant, contact_id, last_at, last_text, unread)
      select 1, p.id, max(i.ts), max(i.body), count(*)::int from item i join person p on p.wa_id = i.wa group by p.id order by p.id
      on conflict (contact_id) do update set last_at = greatest(conversation.last_at, excluded.last_at), last_text = excluded.last_text, unread = conversation.unread + excluded.unread
      returning id, contact_id)
    insert into message (tenant, wamid, conversation_id, ts, type, body)
    select 1, i.wamid, t.id, i.ts, i.type, i.body from item i join person p on p.wa_id = i.wa join talk t on t.contact_id = p.id on conflict do nothing`,
}

const queue: Waiting[] = []
let running = 0
let woken = false

function kick(): void {
  woken = false
  while (running < IN_FLIGHT && queue.length > 0) void flush(queue.splice(0, MAX_BATCH))
}

async function flush(batch: readonly Waiting[]): Promise<void> {
  running++
  const items = batch.map((waiting) => waiting.item)
  await (mode === 'raw'
    ? pool.query({ ...RAW, values: [items.map((item) => item.id), batch.map((waiting) => waiting.raw)] })
    : pool.query({
        ...THREE,
        values: [
          items.map((i) => i.from),
          batch.map((w) => w.name),
          items.map((i) => i.id),
          items.map((i) => i.timestamp),
          items.map((i) => i.type),
          items.map((i) => i.text.body),
        ],
      }))
  for (const { reply } of batch) reply.code(200).send('ok')
  running--
  kick()
}

const app = Fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post<{ Body: Buffer }>('/webhooks/whatsapp', (request, reply) => {
  const given = Buffer.from(String(request.headers['x-hub-signature-256'] ?? '').slice(7), 'hex')
  const expected = createHmac('sha256', APP_SECRET).update(request.body).digest()
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return void reply.code(401).send('bad')
  const raw = request.body.toString()
  const value = JSON.parse(raw).entry[0].changes[0].value
  queue.push({ raw, item: value.messages[0], name: value.contacts[0].profile.name, reply })
  if (running < IN_FLIGHT && !woken) {
    woken = true
    setImmediate(kick)
  }
})
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`listening http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
process.on('SIGTERM', () => process.exit(0))
