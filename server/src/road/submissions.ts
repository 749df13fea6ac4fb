/** What was handed to Meta, what Meta said, and what was done about it. */
import { type Ground, type SubmissionView, submissionView } from '@recado/contract/road'
import type { Selectable } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Schema } from '../platform/schema.ts'
import type { Db, TxScope } from '../platform/scope.ts'
import { accessRoad } from './store.ts'

const present = (row: Selectable<Schema['road_submission']>): SubmissionView => ({
  id: row.id,
  submittedAt: row.submitted_at.toISOString(),
  note: row.note,
  outcome: row.outcome,
  answeredAt: row.answered_at?.toISOString() ?? null,
  answer: row.answer,
  reasons: submissionView.shape.reasons.parse(row.reasons),
  mended: submissionView.shape.mended.parse(row.mended),
})

/** The latest first. */
export async function submissionsOn(db: Db, ground: Ground): Promise<SubmissionView[]> {
  const rows = await db.selectFrom('road_submission').selectAll().where('ground', '=', ground).orderBy('id', 'desc').execute()
  return rows.map(present)
}

export async function listSubmissions(scope: TxScope, ground: Ground): Promise<SubmissionView[]> {
  await accessRoad(scope, ground)
  return submissionsOn(scope.db, ground)
}

export async function recordSubmission(scope: TxScope, ground: Ground, note: string): Promise<SubmissionView> {
  await accessRoad(scope, ground)
  const values = { id: newId(), ground, submitted_at: scope.now, note, outcome: 'waiting' as const }
  return present(await scope.db.insertInto('road_submission').values(values).returningAll().executeTakeFirstOrThrow())
}

type Answer = Pick<SubmissionView, 'outcome' | 'answer' | 'reasons' | 'mended'>

export async function recordAnswer(scope: TxScope, id: string, { outcome, answer, reasons, mended }: Answer): Promise<SubmissionView> {
  requireAbility(scope, 'installation.manage')
  const row = await scope.db
    .updateTable('road_submission')
    .set((eb) => ({
      outcome,
      answer,
      reasons,
      mended: mended.filter((reason) => reasons.includes(reason)),
      answered_at: outcome === 'waiting' ? null : eb.fn.coalesce('answered_at', eb.val(scope.now)),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such submission')
  return present(row)
}
