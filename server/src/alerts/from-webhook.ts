import type { Change } from '@recado/cloud-api/webhook'
import { connectedNumbers } from '../numbers/access.ts'
import { accountNamedBy } from '../numbers/account-named.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { CHANGED, endAlert, openAlert } from './open.ts'
import { type Told, toldBy } from './told.ts'

/** Opens and ends the alerts that a webhook about an account, a number or a template calls for. */
export async function alertsFromWebhook(scope: TxScope, change: Change): Promise<Publication[]> {
  const told = toldBy(change)
  const waba = told.length === 0 ? null : await accountNamedBy(scope, change)
  if (waba === null) return []
  let changed = false
  for (const one of told) changed = (await heed(scope, waba, one)) || changed
  return changed ? [CHANGED] : []
}

async function heed(scope: TxScope, waba: { readonly id: string; readonly name: string }, told: Told): Promise<boolean> {
  const number = told.about === null ? null : await numberOf(scope, waba.id, told.about)
  if (number === undefined) return false
  const subject = told.subject ?? number?.id ?? waba.id
  if (told.does === 'end') return endAlert(scope, told.kind, subject)
  const facts = { account: waba.name, ...(number && { number: number.display_phone_number }), ...told.facts }
  return openAlert(scope, { kind: told.kind, subject, waba: waba.id, numberId: number?.id ?? null, facts })
}

async function numberOf(scope: TxScope, waba: string, phone: string) {
  const rows = await connectedNumbers(scope).where('phone_number.waba', '=', waba).execute()
  return rows.find((row) => row.display_phone_number.replace(/\D/g, '') === phone)
}
