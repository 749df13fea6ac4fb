/** How much of the hourly allowance is used: the headers that say so, and the refusal when nothing is left. */
import type { Account } from '../world/account.ts'
import { GraphRefusal } from './refusal.ts'

const HOUR = 3600 * 1000
const ACTIVE_ALLOWANCE = 5000
const IDLE_ALLOWANCE = 200

function allowance(account: Account): number {
  for (const number of account.numbers.values()) if (number.registered) return ACTIVE_ALLOWANCE
  return IDLE_ALLOWANCE
}

export function countManagementCall(account: Account): void {
  const hour = Math.floor(account.now() / HOUR)
  const used = account.managementCalls
  if (used.hour !== hour) Object.assign(used, { hour, count: 0 })
  used.count++
  used.total++
  if (used.count <= allowance(account)) return
  used.refused++
  throw new GraphRefusal(80007, undefined, { bare: true })
}

export function usageHeaders(account: Account): Readonly<Record<string, string>> {
  const percent = Math.min(100, Math.floor((100 * account.managementCalls.count) / allowance(account)))
  const wait = percent < 100 ? 0 : Math.ceil((HOUR - (account.now() % HOUR)) / 60_000)
  const usage = `"call_count":${percent},"total_cputime":${percent},"total_time":${percent}`
  return {
    // Calls about an account count for the account (Graph API rate limits, business use cases), not for the app besides.
    'x-app-usage': '{"call_count":0,"total_cputime":0,"total_time":0}',
    'x-business-use-case-usage': `{"${account.waba.id}":[{"type":"whatsapp",${usage},"estimated_time_to_regain_access":${wait}}]}`,
  }
}
