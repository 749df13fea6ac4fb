import { sql } from 'kysely'
import { forgetDeliveries } from '../inbound/replay.ts'
import type { MediaFiles } from '../media/files.ts'
import { tidyMedia } from '../media/tidy.ts'
import { forgetTokens } from '../onboarding/forget-tokens.ts'
import type { Logger } from '../platform/log.ts'
import { type Db, enterWorkspace } from '../platform/scope.ts'

const EVERY_MS = 3_600_000
/** A browser that was away longer starts from a fresh snapshot. */
const EVENT_DAYS = 7
const ANSWER_HOURS = 24
/** Reports about messages nobody here sent: another app's on the same number. */
const STRAY_REPORT_DAYS = 30
/** A number's habit is that of its last weeks. */
const TALLY_DAYS = 35
/** A file of contacts that nobody came back to, and the faulty rows of one that was written. */
const IMPORT_DAYS = 30

export interface UpkeepDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
  readonly files: MediaFiles
  readonly config: { readonly DELIVERY_RETENTION_DAYS: number }
}

/** Forgets what has served its time: raw deliveries, old events, kept answers. Once at start and then every hour. */
export function startUpkeep(deps: UpkeepDeps): { stop(): Promise<void> } {
  let running = tidy(deps)
  const timer = setInterval(() => {
    running = tidy(deps)
  }, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function tidy(deps: UpkeepDeps): Promise<void> {
  try {
    const deliveries = await forgetDeliveries(deps.pipeline, deps.config.DELIVERY_RETENTION_DAYS)
    const workspaces = await deps.pipeline.selectFrom('workspace').select('id').execute()
    for (const { id } of workspaces) {
      await tidyWorkspace(deps.pipeline, id)
      await tidyMedia(deps.pipeline, deps.files, id)
    }
    deps.log.debug({ deliveries, outcome: 'tidied' }, 'upkeep')
  } catch (err) {
    deps.log.error({ outcome: 'upkeep_failed', err }, 'upkeep')
  }
}

export function tidyWorkspace(pipeline: Db, workspaceId: string): Promise<void> {
  return pipeline.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    await sql`delete from event where workspace_id = ${workspaceId} and at < now() - make_interval(days => ${EVENT_DAYS})`.execute(tx)
    await sql`delete from idempotent_answer where workspace_id = ${workspaceId} and created_at < now() - make_interval(hours => ${ANSWER_HOURS})`.execute(
      tx,
    )
    await sql`delete from waiting_status where workspace_id = ${workspaceId} and received_at < now() - make_interval(days => ${STRAY_REPORT_DAYS})`.execute(
      tx,
    )
    await sql`delete from webhook_tally where workspace_id = ${workspaceId} and hour < now() - make_interval(days => ${TALLY_DAYS})`.execute(
      tx,
    )
    await forgetTokens({ db: tx, workspaceId, actor: { kind: 'system', name: 'upkeep' }, now: new Date() })
    await sql`delete from contact_import where workspace_id = ${workspaceId} and created_at < now() - make_interval(days => ${IMPORT_DAYS})`.execute(
      tx,
    )
  })
}
