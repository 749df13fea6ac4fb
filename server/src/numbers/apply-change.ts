/**
 * What webhooks say about numbers and accounts. Tolerant: a word we do not know changes nothing, and the raw delivery is kept anyway.
 * Statements are few and touch rows by account; these fields are rare.
 */
import type { Json, JsonObject } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import { alertLimit } from '../alerts/limit.ts'
import type { Tx, TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { connectedNumbers } from './access.ts'
import { markAccountDue } from './account-due.ts'
import { accountNamedBy } from './account-named.ts'
import { destroyToken, numbersChanged, UNTIL_MENDED } from './commands/pause-number.ts'
import { recordDifferences, recordTold } from './history/record.ts'
import { leaveApp, returnToApp } from './left-app.ts'

type Apply = (tx: Tx, workspaceId: string, change: Change, now: Date) => Promise<Publication[]>
type Update = (scope: TxScope, waba: string, value: JsonObject) => Promise<boolean>

/** One line per webhook field about numbers and accounts. */
export const NUMBER_FIELDS: Readonly<Record<string, Apply>> = {
  phone_number_quality_update: forNumbers(qualityUpdate),
  phone_number_name_update: forNumbers(nameUpdate),
  business_capability_update: forNumbers(capabilityUpdate),
  account_update: forNumbers(accountUpdate),
  account_review_update: forNumbers(nothingElse),
  business_username_update: forNumbers(nothingElse),
}

/** Finds the account; when something changed, announces all its numbers. */
function forNumbers(update: Update): Apply {
  return async (tx, workspaceId, change, now) => {
    const scope: TxScope = { db: tx, workspaceId, now, actor: { kind: 'system', name: 'webhook' } }
    const waba = await accountNamedBy(scope, change)
    if (!waba) return []
    const isNews = await recordTold(scope, waba.id, change)
    if (!(await update(scope, waba.id, change.value)) && !isNews) return []
    return numbersChanged(scope, { waba: waba.id })
  }
}

/** For what only the history keeps. */
async function nothingElse(): Promise<boolean> {
  return false
}

/** `event` says what happened, the limit may come as a tier's name or, in some of Meta's samples, as a number. */
async function qualityUpdate(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  const limit = tier(value.max_daily_conversations_per_business) ?? tier(value.current_limit)
  const level = value.event === 'THROUGHPUT_UPGRADE' ? 'HIGH' : null
  if (typeof value.event === 'string') await readAgain(scope, waba, digits(value.display_phone_number))
  if (limit === null && level === null) return false
  return changeNumbers(scope, waba, digits(value.display_phone_number), {
    ...(limit !== null && { messaging_limit: limit }),
    ...(level !== null && { throughput_level: level }),
  })
}

async function nameUpdate(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  const name = value.requested_verified_name
  if (value.decision !== 'APPROVED' || typeof name !== 'string' || name === '') return false
  return changeNumbers(scope, waba, digits(value.display_phone_number), { verified_name: name, name_status: 'APPROVED' })
}

/** Limits are the portfolio's since October 2025: every number of the account shares them. */
async function capabilityUpdate(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  const limit = tier(value.max_daily_conversations_per_business)
  return limit !== null && changeNumbers(scope, waba, null, { messaging_limit: limit })
}

async function accountUpdate(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  switch (value.event) {
    case 'PARTNER_REMOVED':
      if (await leaveApp(scope, waba, value)) return true
      return removeAccess(scope, waba, value)
    case 'PARTNER_APP_UNINSTALLED':
      return removeAccess(scope, waba, value)
    case 'ACCOUNT_DELETED':
      return changeNumbers(scope, waba, null, { paused_until: UNTIL_MENDED, paused_because: 'number_gone' })
    case 'DISABLED_UPDATE':
      return banUpdate(scope, waba, value.ban_info)
    case 'ACCOUNT_OFFBOARDED':
      if (await leaveApp(scope, waba, value)) return true
      return changeNumbers(scope, waba, null, {
        status: 'DISCONNECTED',
        paused_until: UNTIL_MENDED,
        paused_because: 'number_not_registered',
      })
    case 'ACCOUNT_RECONNECTED':
      if (await returnToApp(scope, waba, value)) return true
      return changeNumbers(scope, waba, null, { status: 'CONNECTED', paused_until: null, paused_because: null })
    default:
      return false
  }
}

async function removeAccess(scope: TxScope, waba: string, value: JsonObject): Promise<boolean> {
  if (!(await concernsOurApp(scope, waba, value.waba_info))) return false
  await destroyToken(scope, waba)
  return true
}

/** An account may have several apps; the one that went is named where Meta knows it. */
async function concernsOurApp(scope: TxScope, waba: string, info: Json | undefined): Promise<boolean> {
  const named = isObject(info) ? info.partner_app_id : undefined
  if (typeof named !== 'string') return true
  const ours = await scope.db
    .selectFrom('waba')
    .innerJoin('meta_app', 'meta_app.id', 'waba.app_id')
    .select('meta_app.meta_app_id')
    .where('waba.workspace_id', '=', scope.workspaceId)
    .where('waba.id', '=', waba)
    .executeTakeFirst()
  return ours?.meta_app_id == null || ours.meta_app_id === named
}

/** SCHEDULE_FOR_DISABLE is a warning with a date: sending goes on until then. */
async function banUpdate(scope: TxScope, waba: string, info: Json | undefined): Promise<boolean> {
  const state = isObject(info) ? info.waba_ban_state : undefined
  if (state === 'DISABLE') return changeNumbers(scope, waba, null, { paused_until: UNTIL_MENDED, paused_because: 'account_restricted' })
  if (state === 'REINSTATE') return changeNumbers(scope, waba, null, { paused_until: null, paused_because: null })
  return false
}

/** It may be the quality that moved, which no webhook tells: whoever reads accounts is woken. */
async function readAgain(scope: TxScope, waba: string, phone: string): Promise<void> {
  const rows = await connectedNumbers(scope).where('phone_number.waba', '=', waba).execute()
  if (rows.some((row) => digits(row.display_phone_number) === phone)) await markAccountDue(scope.db, scope.workspaceId, waba)
}

interface NumberChange {
  readonly messaging_limit?: string
  readonly throughput_level?: string
  readonly verified_name?: string
  readonly name_status?: string
  readonly status?: string
  readonly paused_until?: Date | null
  readonly paused_because?: string | null
}

/** @param phone digits of one number of the account; null for all of them */
async function changeNumbers(scope: TxScope, waba: string, phone: string | null, set: NumberChange): Promise<boolean> {
  const rows = await connectedNumbers(scope).where('phone_number.waba', '=', waba).execute()
  const concerned = rows.filter((row) => phone === null || digits(row.display_phone_number) === phone)
  const ids = concerned.map((row) => row.id)
  const [first] = concerned
  if (first === undefined) return false
  const moves = concerned.map((row) => ({ numberId: row.id, before: row, after: set }))
  await recordDifferences(scope, waba, 'webhook', moves)
  if (set.messaging_limit !== undefined) {
    await alertLimit(scope, { waba, account: first.waba_name, from: first.messaging_limit, to: set.messaging_limit })
  }
  await scope.db.updateTable('phone_number').set(set).where('workspace_id', '=', scope.workspaceId).where('id', 'in', ids).execute()
  return true
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const digits = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\D/g, '') : ''
const tier = (value: Json | undefined): string | null => (typeof value === 'string' && value.startsWith('TIER_') ? value : null)
