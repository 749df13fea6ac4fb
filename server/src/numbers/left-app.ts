/**
 * A number that was shared with the WhatsApp Business app and is not any more: from the phone, or because WhatsApp found one side gone.
 * Sending stops and says why; conversations, contacts and files stay, and so does the account's token, because a phone that registers
 * again is taken back without anybody doing anything (account_update: ACCOUNT_RECONNECTED).
 */
import type { JsonObject } from '@recado/cloud-api/json'
import { isObject, word } from '@recado/cloud-api/json'
import type { TxScope } from '../platform/scope.ts'
import { connectedNumbers, type NumberRow } from './access.ts'
import { UNTIL_MENDED } from './commands/pause-number.ts'
import { recordDifferences } from './history/record.ts'

export const LEFT = 'left_from_phone'

/** @returns whether the event was about numbers shared with the app, and is dealt with */
export async function leaveApp(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  const phone = (word(value['phone_number']) ?? '').replace(/\D/g, '')
  const said = value['disconnection_info']
  const shared = (await sharedNumbers(scope, waba)).filter((row) => phone === '' || digits(row) === phone)
  // Without a word about the phone, a partner removed is what it always was: the account's whole access was taken back.
  if (shared.length === 0 || (value['event'] === 'PARTNER_REMOVED' && phone === '' && !isObject(said))) return false
  await recordDifferences(
    scope,
    waba,
    'webhook',
    shared.map((row) => ({ numberId: row.id, before: row, after: { status: 'DISCONNECTED' } })),
  )
  for (const row of shared) {
    const known = isObject(row.left_app) ? row.left_app : null
    const info = isObject(said) ? said : {}
    const because = word(info['reason']) ?? word(known?.['because']) ?? 'unknown'
    const by = word(info['initiated_by']) ?? word(known?.['by'])
    const at = word(known?.['at']) ?? scope.now.toISOString()
    await scope.db
      .updateTable('phone_number')
      .set({
        left_app: JSON.stringify({ because, by, at }),
        status: 'DISCONNECTED',
        paused_until: UNTIL_MENDED,
        paused_because: LEFT,
      })
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', row.id)
      .execute()
  }
  return true
}

/** Back by itself: what waited goes out. */
export async function returnToApp(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  const phone = (word(value['phone_number']) ?? '').replace(/\D/g, '')
  const back = (await sharedNumbers(scope, waba)).filter((row) => row.left_app !== null && (phone === '' || digits(row) === phone))
  if (back.length === 0) return false
  await recordDifferences(
    scope,
    waba,
    'webhook',
    back.map((row) => ({ numberId: row.id, before: row, after: { status: 'CONNECTED' } })),
  )
  await scope.db
    .updateTable('phone_number')
    .set({ left_app: null, is_coexistence: true, status: 'CONNECTED', paused_until: null, paused_because: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where(
      'id',
      'in',
      back.map(({ id }) => id),
    )
    .execute()
  return true
}

/** Meta may already count a number that left as no longer shared. */
async function sharedNumbers(scope: TxScope, waba: string): Promise<NumberRow[]> {
  const rows = await connectedNumbers(scope).where('phone_number.waba', '=', waba).execute()
  return rows.filter((row) => row.is_coexistence || row.left_app !== null)
}

const digits = (row: NumberRow): string => row.display_phone_number.replace(/\D/g, '')
