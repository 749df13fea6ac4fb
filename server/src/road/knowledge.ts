/** What we know ourselves, read once before the checks run. */
import type { Ground, RoadSettings } from '@recado/contract/road'
import { PERMISSIONS, type Permission } from '@recado/contract/road-items'
import { sql } from 'kysely'
import { readFacts } from '../legal/texts.ts'
import { inTransaction } from '../platform/scope.ts'
import type { OwnKnowledge } from './context.ts'
import type { RoadDeps } from './deps.ts'
import { systemScope } from './parties.ts'
import { readRehearsal } from './rehearsal.ts'
import { openReviewerPassword, type RoadRow } from './store.ts'
import { submissionsOn } from './submissions.ts'
import { readTexts, textVerdict } from './texts.ts'
import type { Verdict } from './verdict.ts'
import { judgeVideo } from './video-rules.ts'

export async function gatherKnowledge(deps: RoadDeps, road: RoadRow): Promise<OwnKnowledge> {
  const { db, vault } = deps
  const { ground, settings } = road
  const { facts: legal } = await readFacts(db)
  const texts = await readTexts(db, ground, { legal, settings, routes: deps.routesOnAir })
  const videos = await Promise.all(PERMISSIONS.map((permission) => videoVerdict(deps, ground, permission)))
  const [latest] = await submissionsOn(db, ground)
  const access = await db
    .selectFrom('road_mark')
    .select('done')
    .where('ground', '=', ground)
    .where('item', '=', 'access.verified')
    .executeTakeFirst()
  return {
    legal,
    reviewerPassword: await openReviewerPassword(vault, road),
    lastCall: await lastCalls(deps, ground, settings),
    texts: perPermission((permission) => textVerdict(texts, permission)),
    videos: perPermission((permission) => videos[PERMISSIONS.indexOf(permission)] ?? { state: 'unknown', code: 'not_checked', facts: {} }),
    submission: latest
      ? {
          outcome: latest.outcome,
          at: new Date(latest.submittedAt),
          openReasons: latest.reasons.filter((reason) => !latest.mended.includes(reason)).length,
        }
      : null,
    isAccessVerified: access?.done === true,
  }
}

const perPermission = (of: (permission: Permission) => Verdict): Record<Permission, Verdict> => ({
  whatsapp_business_messaging: of('whatsapp_business_messaging'),
  whatsapp_business_management: of('whatsapp_business_management'),
})

async function videoVerdict(deps: RoadDeps, ground: Ground, permission: Permission): Promise<Verdict> {
  const { video, missing } = await readRehearsal(deps, ground, permission)
  return judgeVideo(video, missing)
}

/** A call made on purpose, or an ordinary one that Meta accepted: a message sent, a list of templates read. */
async function lastCalls(deps: RoadDeps, ground: Ground, { demo }: RoadSettings): Promise<Record<Permission, Date | null>> {
  const rows = await deps.db.selectFrom('road_call').select(['permission', 'at']).where('ground', '=', ground).execute()
  const purposely = (permission: Permission) => rows.find((row) => row.permission === permission)?.at ?? null
  const ordinary = demo === null ? null : await ordinaryCalls(deps, demo)
  return {
    whatsapp_business_messaging: later(purposely('whatsapp_business_messaging'), ordinary?.sent ?? null),
    whatsapp_business_management: later(purposely('whatsapp_business_management'), ordinary?.listed ?? null),
  }
}

const later = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b > a) ? b : a)

async function ordinaryCalls(deps: RoadDeps, { workspaceId, numberId }: NonNullable<RoadSettings['demo']>) {
  const { rows } = await inTransaction(systemScope(deps, workspaceId), ({ db }) =>
    sql<{ sent: Date | null; listed: Date | null }>`
      select waba.templates_synced_at as listed, (
        select max(message.sent_at) from message
        join conversation on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
        where message.workspace_id = ${workspaceId} and conversation.number_id = phone_number.id
          and message.direction = 'out' and message.wamid is not null and message.sent_at > now() - interval '40 days'
      ) as sent
      from phone_number join waba on waba.workspace_id = phone_number.workspace_id and waba.id = phone_number.waba
      where phone_number.workspace_id = ${workspaceId} and phone_number.id = ${numberId}`.execute(db),
  )
  return rows[0] ?? null
}
