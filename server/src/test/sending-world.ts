/** A workspace with one number, its conversations and messages to send: what the tests of the outbound pipeline stand on. */
import type { StatusReport } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import pg from 'pg'
import { enqueue, LANE, type Lane } from '../outbound/outbox.ts'
import { createReferences } from '../outbound/reference.ts'
import { openDb, openPool } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { freshDatabase } from './database.ts'

export interface QueueOptions {
  readonly lane?: Lane
  readonly type?: 'text' | 'template'
  readonly body?: string
}

/** Tests run several at a time on small machines. */
const PATIENCE_MS = 60_000

export type SendingWorld = Awaited<ReturnType<typeof sendingWorld>>

export async function sendingWorld() {
  const database = await freshDatabase()
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 })
  owner.on('error', () => undefined) // killed with the database at the end
  const pools = [openPool({ connectionString: database.pipelineUrl, max: 10, name: 'test', patienceMs: PATIENCE_MS })]
  const pipeline = openDb(pools[0] as pg.Pool)
  const workspaceId = newId()
  await owner.query("insert into workspace (id, name) values ($1, 'Padaria Sol')", [workspaceId])
  const app = await owner.query<{ id: number }>(
    "insert into meta_app (kind, secret, secret_print, verify_token) values ('sandbox', 's', $1, 'v') returning id",
    [workspaceId],
  )
  const waba = newId()
  await owner.query(
    "insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ($1, $2, '1000', 'Sol', 'sandbox', $3, 'sealed', 'oken')",
    [workspaceId, waba, app.rows[0]?.id],
  )
  const scope: Scope = { db: pipeline, workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() }

  const addNumber = async (phoneNumberId: string, level = 'HIGH'): Promise<string> => {
    const id = newId()
    await owner.query(
      'insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number, throughput_level) values ($1, $2, $3, $4, $4, $5)',
      [workspaceId, id, waba, phoneNumberId, level],
    )
    return id
  }
  const firstNumber = await addNumber('15550001')

  return {
    database,
    owner,
    pipeline,
    workspaceId,
    waba,
    scope,
    references: createReferences('key of the tests'),
    numberId: firstNumber,
    addNumber,
    /** A further pool, as another process would have. */
    anotherPipeline() {
      const pool = openPool({ connectionString: database.pipelineUrl, max: 10, name: 'another test', patienceMs: PATIENCE_MS })
      pools.push(pool)
      return openDb(pool)
    },
    async addConversation(numberId = firstNumber, windowMinutes = 600): Promise<string> {
      const [contact, conversation] = [newId(), newId()]
      const phone = `55119${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`
      await owner.query("insert into contact (workspace_id, id, profile_name, phone) values ($1, $2, 'Ana', $3)", [
        workspaceId,
        contact,
        phone,
      ])
      await owner.query(
        `insert into conversation (workspace_id, id, number_id, contact_id, status, last_message_at, window_expires_at, last_inbound_wamid)
         values ($1, $2, $3, $4, 'open', now(), now() + $5 * interval '1 minute', $6)`,
        [workspaceId, conversation, numberId, contact, windowMinutes, `wamid.in.${conversation}`],
      )
      return conversation
    },
    /** What the command that sends a message does, as far as the pipeline is concerned. */
    async queue(conversationId: string, options: QueueOptions = {}): Promise<string> {
      const id = newId()
      const content = options.type === 'template' ? { name: 'ola', language: { code: 'pt_BR' } } : { body: options.body ?? 'oi' }
      await inTransaction({ ...scope, now: new Date() }, async (tx) => {
        const conversation = await sql<{ number_id: string }>`
          update conversation set last_message = ${JSON.stringify({ id, type: 'text', text: 'oi', direction: 'out', status: 'queued' })}::jsonb
          where workspace_id = ${workspaceId} and id = ${conversationId} returning number_id`.execute(tx.db)
        await sql`
          insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, origin, status)
          values (${workspaceId}, ${id}, ${conversationId}, 'out', ${options.type ?? 'text'}, ${JSON.stringify(content)}::jsonb, 'oi', now(),
            nextval('arrival_seq') * 1048576, 'inbox', 'queued')`.execute(tx.db)
        await enqueue(tx, {
          numberId: conversation.rows[0]?.number_id ?? '',
          conversationId,
          messageId: id,
          lane: options.lane ?? LANE.reply,
        })
      })
      return id
    },
    async message(id: string) {
      const { rows } = await owner.query('select status, wamid, error, status_times, pricing from message where id = $1', [id])
      return rows[0]
    },
    async card(conversationId: string) {
      const { rows } = await owner.query('select last_message from conversation where id = $1', [conversationId])
      return rows[0]?.last_message
    },
    async jobs() {
      const { rows } = await owner.query('select message_id, attempts, attempt_id, run_at from outbox order by id')
      return rows
    },
    async events() {
      const { rows } = await owner.query<{ body: string }>('select body from event order by seq')
      return rows.map((row) => JSON.parse(row.body))
    },
    async close() {
      await Promise.all([owner.end(), ...pools.map((pool) => pool.end())])
      await database.drop()
    },
  }
}

/** A report as packages/cloud-api reads it from a webhook. */
export function statusReport(status: string, wamid: string, more: Partial<StatusReport> = {}): StatusReport {
  const nobody = { waId: null, bsuid: null, parentBsuid: null, profileName: null, username: null }
  return {
    kind: 'status',
    wabaId: '1000',
    phoneNumberId: '15550001',
    wamid,
    status,
    timestamp: 1_800_000_000,
    callbackData: null,
    error: null,
    pricing: null,
    recipient: nobody,
    raw: {},
    ...more,
  }
}
