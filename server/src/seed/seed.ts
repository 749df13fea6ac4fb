import { sql } from 'kysely'
import type { Scope, Tx } from '../platform/scope.ts'
import { inTransaction } from '../platform/scope.ts'
import { ANSWERED, ASKED, FIRST_NAMES, LAST_NAMES } from './words.ts'

export interface SeedOrder {
  readonly numberId: string
  readonly conversations: number
  /** spread evenly over the conversations */
  readonly messages: number
}

const CONVERSATIONS_PER_ROUND = 500
/** Rounds share nothing but the end of each index, and one alone leaves a core idle. */
const ROUNDS_AT_ONCE = 2

/**
 * Fills a number with conversations of the last 60 days, made inside the database: people, turns taken between customer and shop, ticks,
 * open, pending and closed ones. No events: nobody was listening. @param progress told how many messages there are so far
 */
export async function seed(scope: Scope, order: SeedOrder, progress: (messages: number) => void): Promise<void> {
  const rounds = roundsOf(order)
  let made = 0
  async function work(): Promise<void> {
    for (let next = rounds.pop(); next; next = rounds.pop()) {
      const { conversations, messages } = next
      await inTransaction(scope, ({ db }) => round(db, scope.workspaceId, order.numberId, conversations, messages))
      made += messages
      progress(made)
    }
  }
  await Promise.all(Array.from({ length: ROUNDS_AT_ONCE }, work))
}

function roundsOf(order: SeedOrder): { conversations: number; messages: number }[] {
  const each = Math.ceil(order.messages / order.conversations)
  const rounds: { conversations: number; messages: number }[] = []
  let left = order.messages
  for (let from = 0; from < order.conversations; from += CONVERSATIONS_PER_ROUND) {
    const conversations = Math.min(CONVERSATIONS_PER_ROUND, order.conversations - from)
    const messages = Math.min(conversations * each, left)
    rounds.push({ conversations, messages })
    left -= messages
  }
  return rounds
}

/**
 * Like newId(), made in the database. Ids that grow are put at the end of their index; random ones would each be put into another page,
 * which at a million messages costs more than everything else.
 */
const newIds = sql`(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`

async function round(tx: Tx, workspaceId: string, numberId: string, conversations: number, messages: number): Promise<void> {
  await sql`create temporary table if not exists seeded (n int primary key, contact_id uuid not null, conversation_id uuid not null, last_at timestamptz not null) on commit delete rows`.execute(
    tx,
  )
  await sql`
    insert into seeded select n, ${newIds}, ${newIds}, date_trunc('second', now() - random() ^ 3 * interval '60 days')
    from generate_series(0, ${conversations - 1}::int) n`.execute(tx)
  await sql`
    insert into contact (workspace_id, id, profile_name, phone, search, created_at)
    select ${workspaceId}, contact_id, name, phone, translate(lower(name), 'áâãàéêíóôõúç', 'aaaaeeiooouc') || ${'\n'} || phone, last_at - interval '1 day'
    from (select s.*, ${pick(FIRST_NAMES)} || ' ' || ${pick(LAST_NAMES)} as name, '5511' || (900000000 + floor(random() * 99999999))::bigint as phone
      from seeded s) people`.execute(tx)
  await sql`
    insert into contact_identity (workspace_id, kind, value, contact_id)
    select ${workspaceId}, 'phone', k.phone, k.id from seeded s join contact k on k.workspace_id = ${workspaceId} and k.id = s.contact_id
    order by k.phone -- so that two rounds never wait for each other in a ring
    on conflict do nothing`.execute(tx)
  await sql`
    insert into conversation (workspace_id, id, number_id, contact_id, status, last_message_at, created_at)
    select ${workspaceId}, conversation_id, ${numberId}, contact_id, 'closed', last_at, last_at - interval '1 day' from seeded`.execute(tx)
  await insertTalk(tx, workspaceId, conversations, messages)
  await settleConversations(tx, workspaceId)
}

/** Message k of a conversation of m is m - k turns before its last one; turns are minutes apart. */
async function insertTalk(tx: Tx, workspaceId: string, conversations: number, messages: number): Promise<void> {
  await sql`
    insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid, origin, status, status_times, created_at)
    select ${workspaceId}, ${newIds}, conversation_id, case when asks then 'in' else 'out' end, 'text', jsonb_build_object('body', words), words, sent_at,
      place * 1048576, 'wamid.SEED' || lpad(place::text, 20, '0'), case when asks then 'customer' else 'inbox' end,
      case when asks then null when random() < 0.8 then 'read' else 'delivered' end,
      case when asks then '{}'::jsonb else jsonb_build_object('sent', extract(epoch from sent_at)::bigint, 'delivered', extract(epoch from sent_at)::bigint + 1) end, sent_at
    from (
      select s.conversation_id, t.asks, nextval('arrival_seq') as place, case when t.asks then ${pick(ASKED)} else ${pick(ANSWERED)} end as words,
        s.last_at - (t.turns - t.k) * interval '1 minute' * (1 + t.k % 3) as sent_at
      from (
        select i % ${conversations}::int as n, i / ${conversations}::int as k, ${Math.floor(messages / conversations)}::int as turns, (i / ${conversations}::int + i % ${conversations}::int) % 2 = 0 as asks
        from generate_series(0, ${messages - 1}::int) i
      ) t join seeded s on s.n = t.n
    ) talk`.execute(tx)
}

async function settleConversations(tx: Tx, workspaceId: string): Promise<void> {
  await sql`
    update conversation c set
      last_message_at = last.sent_at, last_message_arrival = last.arrival,
      last_message = jsonb_build_object('id', last.id, 'type', 'text', 'text', last.text, 'direction', last.direction, 'status', last.status),
      window_expires_at = asked.at + interval '24 hours', last_inbound_wamid = asked.wamid,
      status = case when last.sent_at < now() - interval '3 days' then 'closed' when last.direction = 'in' then 'pending' else 'open' end,
      waiting_since = case when last.direction = 'in' and last.sent_at > now() - interval '3 days' then last.sent_at end,
      unread_count = case when last.direction = 'in' and last.sent_at > now() - interval '3 days' then 1 else 0 end
    from seeded s
      join lateral (select * from message m where m.workspace_id = ${workspaceId} and m.conversation_id = s.conversation_id order by sent_at desc, arrival desc, id desc limit 1) last on true
      left join lateral (select m.sent_at as at, m.wamid from message m where m.workspace_id = ${workspaceId} and m.conversation_id = s.conversation_id and m.direction = 'in'
        order by sent_at desc, arrival desc, id desc limit 1) asked on true
    where c.workspace_id = ${workspaceId} and c.id = s.conversation_id`.execute(tx)
}

const pick = (words: readonly string[]) => sql`(${words}::text[])[1 + floor(random() * ${words.length})::int]`
