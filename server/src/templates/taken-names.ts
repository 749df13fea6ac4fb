/**
 * Names that are not free. Meta holds the name of a deleted template that was once approved for 30 days, in its language (error 2388023);
 * one that was never approved leaves its name behind at once.
 */
import type { TakenName } from '@recado/contract/template-names'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { type AccountName, accountOf } from './account-of.ts'

const HELD_MS = 30 * 24 * 3600_000
const NEVER_APPROVED = ['PENDING', 'REJECTED', 'DELETED']

export async function listTakenNames(scope: Scope, { name, ...account }: AccountName & { readonly name: string }): Promise<TakenName[]> {
  requireAbility(scope, 'templates.create')
  const { waba } = await accountOf(scope, account)
  return inTransaction(scope, (tx) => takenNames(tx, waba, name))
}

/** Before Meta is asked, which would refuse it without saying until when. @param waba waba.id */
export async function refuseHeldName(tx: TxScope, waba: string, { name, language }: { readonly name: string; readonly language: string }) {
  const held = (await takenNames(tx, waba, name)).find((taken) => taken.language === language && taken.until !== null)
  if (!held) return
  const { until } = held
  throw new Refusal('template_name_held', `Meta holds the name "${name}" in ${language} until ${until}`, { name, language, until })
}

/** As far as we heard of deletions. @param waba waba.id */
async function takenNames({ db, workspaceId, now }: TxScope, waba: string, name: string): Promise<TakenName[]> {
  const rows = await db
    .selectFrom('template')
    .select(['language', 'removed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('waba', '=', waba)
    .where('name', '=', name)
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        eb('removed_at', 'is', null),
        and([
          eb('removed_at', '>', new Date(now.getTime() - HELD_MS)),
          or([
            eb('status', 'not in', NEVER_APPROVED),
            exists(
              selectFrom('template_entry as entry')
                .select('entry.id')
                .where('entry.workspace_id', '=', workspaceId)
                .whereRef('entry.template_id', '=', 'template.id')
                .where((entry) => entry.or([entry('entry.to_word', '=', 'APPROVED'), entry('entry.from_word', '=', 'APPROVED')])),
            ),
          ]),
        ]),
      ]),
    )
    .orderBy('language')
    .execute()
  return rows.map(({ language, removed_at: removedAt }) => ({
    language,
    until: removedAt === null ? null : new Date(removedAt.getTime() + HELD_MS).toISOString(),
  }))
}
