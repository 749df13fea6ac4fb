/** Tells the browsers of a workspace's people what came since the last round. Best effort: what a crash swallows is seen in the list. */
import { alertKind } from '@recado/contract/alerts'
import type { Event } from '@recado/contract/events'
import { role } from '@recado/contract/team'
import { sql } from 'kysely'
import webPush from 'web-push'
import { z } from 'zod'
import { letterOf, type Told } from '../alerts/letter.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/log.ts'
import { type Db, inTransaction, type TxScope } from '../platform/scope.ts'
import type { Vault } from '../platform/vault.ts'
import { alertsFor, messagesFor, type Notification, type Reader } from './news.ts'
import type { PushKeys } from './push-keys.ts'
import type { PushTransport, SealedPush } from './push-transport.ts'
import { subscriptionPlace } from './subscriptions.ts'

export interface PushDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly vault: Vault
  readonly log: Logger
  readonly config: Pick<Config, 'PUBLIC_URL' | 'MAIL_FROM'>
  readonly keys: PushKeys
  readonly transport: PushTransport
}

interface Round {
  readonly listeners: readonly Listener[]
  readonly events: readonly Event[]
  readonly alerts: readonly Told[]
  readonly hasMore: boolean
}

interface Listener extends Reader {
  /** push_subscription.id */
  readonly id: string
  readonly subscription: string
  readonly workspace: string
  readonly timeZone: string
}

const MOST_EVENTS = 500

/**
 * The place in the log is committed before anything leaves, so nobody is called twice for one message.
 * @returns whether there is more to read
 */
export async function pushRound(deps: PushDeps, workspaceId: string): Promise<boolean> {
  const now = new Date()
  const scope = { db: deps.pipeline, workspaceId, actor: { kind: 'system', name: 'push' }, now } as const
  const round = await inTransaction(scope, claim)
  if (round === null) return false
  for (const listener of round.listeners) {
    const subject = round.alerts.length === 0 ? null : letterOf(round.alerts, { ...listener, link: '' }).subject
    for (const notification of [...messagesFor(listener, round.events, now), ...alertsFor(listener, subject)])
      await tell(deps, workspaceId, listener, notification)
  }
  return round.hasMore
}

/** null: nobody listens, or another process is at it. Who begins to listen hears what comes from then on. */
async function claim(scope: TxScope): Promise<Round | null> {
  const listeners = await readListeners(scope)
  if (listeners.length === 0) {
    await scope.db.deleteFrom('push_cursor').where('workspace_id', '=', scope.workspaceId).execute()
    return null
  }
  const { rows: begun } = await sql`
    insert into push_cursor (workspace_id, seq, alerts_at)
    select ${scope.workspaceId}, coalesce(max(seq), 0), now() from event_head where workspace_id = ${scope.workspaceId}
    on conflict do nothing returning seq`.execute(scope.db)
  if (begun.length > 0) return null
  const { rows: held } = await sql<{ seq: number; alerts_at: Date }>`
    select seq::float8 as seq, alerts_at from push_cursor where workspace_id = ${scope.workspaceId} for update skip locked`.execute(
    scope.db,
  )
  const [cursor] = held
  if (cursor === undefined) return null
  const { rows: events } = await sql<{ seq: number; body: string }>`
    select seq::float8 as seq, body from event
    where workspace_id = ${scope.workspaceId} and seq > ${cursor.seq} and type = 'message.created' order by seq limit ${MOST_EVENTS}`.execute(
    scope.db,
  )
  const alerts = await scope.db
    .selectFrom('alert')
    .select(['kind', 'facts', 'opened_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('opened_at', '>', cursor.alerts_at)
    .where('ended_at', 'is', null)
    .orderBy('opened_at')
    .execute()
  const hasMore = events.length === MOST_EVENTS
  const seq = events.at(-1)?.seq ?? cursor.seq
  const alertsAt = alerts.at(-1)?.opened_at ?? cursor.alerts_at
  await sql`update push_cursor set seq = ${seq}, alerts_at = ${alertsAt} where workspace_id = ${scope.workspaceId}`.execute(scope.db)
  return { listeners, events: events.map(({ body }) => JSON.parse(body) as Event), alerts: told.parse(alerts), hasMore } // written by publish()
}

const told = z.array(z.object({ kind: alertKind, facts: z.record(z.string(), z.string()) }))
const listenerRow = z.object({
  id: z.uuid(),
  subscription: z.string(),
  userId: z.uuid(),
  role,
  locale: z.enum(['pt-BR', 'en', 'es']),
  veiled: z.boolean(),
  teamIds: z.array(z.uuid()),
  workspace: z.string(),
  timeZone: z.string(),
})

/** A session ends for good 30 days after it began (team/sessions.ts), however long its browser was not used. */
async function readListeners({ db, workspaceId }: TxScope): Promise<Listener[]> {
  const { rows } = await sql`
    select p.id, p.subscription, m.user_id as "userId", m.role, person.locale, w.name as workspace, w.time_zone as "timeZone",
      (m.role = 'agent' and not w.agents_see_phones) as veiled,
      array(select t.team_id from team_member t where t.workspace_id = m.workspace_id and t.user_id = m.user_id)::text[] as "teamIds"
    from push_subscription p
    join session s on s.id = p.session_id and s.created_at > now() - interval '30 days'
    join membership m on m.workspace_id = ${workspaceId} and m.user_id = s.user_id
    join person on person.id = s.user_id
    join workspace w on w.id = m.workspace_id
    order by p.id`.execute(db)
  return z.array(listenerRow).parse(rows)
}

/** What nobody took in that time is not news any more. */
const TTL_SECONDS = 3_600

async function tell(deps: PushDeps, workspaceId: string, listener: Listener, notification: Notification): Promise<void> {
  const subscription: unknown = JSON.parse(await deps.vault.open(subscriptionPlace(listener.id), listener.subscription))
  const pushed = await deps.transport.send(seal(deps, stored.parse(subscription), notification))
  if (pushed.kind === 'told') return
  if (pushed.kind === 'gone') await deps.pipeline.deleteFrom('push_subscription').where('id', '=', listener.id).execute()
  deps.log.info({ workspace: workspaceId, outcome: pushed.kind === 'gone' ? 'push_gone' : pushed.cause }, 'push')
}

const stored = z.object({ endpoint: z.string(), keys: z.object({ p256dh: z.string(), auth: z.string() }) })

/** Encrypted for that one browser (RFC 8291): the push service sees neither words nor names. */
function seal({ keys, config }: PushDeps, subscription: z.infer<typeof stored>, notification: Notification): SealedPush {
  const vapidDetails = { subject: contactOf(config), publicKey: keys.publicKey, privateKey: keys.privateKey }
  const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(notification), {
    vapidDetails,
    TTL: TTL_SECONDS,
    urgency: 'high',
  })
  const written = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return { endpoint, headers: Object.fromEntries(written), body: body ?? Buffer.alloc(0) }
}

/** Whom a push service may ask about us: services refuse addresses that are not of the web. */
function contactOf({ PUBLIC_URL, MAIL_FROM }: Pick<Config, 'PUBLIC_URL' | 'MAIL_FROM'>): string {
  const address = MAIL_FROM?.match(/[^\s<>]+@[^\s<>]+/)?.[0]
  if (address !== undefined) return `mailto:${address}`
  return PUBLIC_URL.startsWith('https:') ? PUBLIC_URL : 'mailto:recado@localhost'
}
