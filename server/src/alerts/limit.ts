import type { TxScope } from '../platform/scope.ts'
import { endAlert, openAlert } from './open.ts'

/** Meta's tiers of a portfolio's messaging limit, lowest first. */
const TIERS = ['TIER_50', 'TIER_250', 'TIER_1K', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']

/** @returns null where nothing moved, or where one of the two is not known */
export function limitMove(from: string | null, to: string | null): 'limit_raised' | 'limit_lowered' | null {
  const [before, after] = [TIERS.indexOf(from ?? ''), TIERS.indexOf(to ?? '')]
  if (before < 0 || after < 0 || before === after) return null
  return after > before ? 'limit_raised' : 'limit_lowered'
}

interface Move {
  /** waba.id */
  readonly waba: string
  readonly account: string
  readonly from: string | null
  readonly to: string | null
}

/** The limit is the portfolio's, so one alert tells it for the account. A later move replaces what the last one said. */
export async function alertLimit(scope: TxScope, { waba, account, from, to }: Move): Promise<boolean> {
  const kind = limitMove(from, to)
  if (kind === null) return false
  await endAlert(scope, kind === 'limit_raised' ? 'limit_lowered' : 'limit_raised', waba)
  const short = (tier: string | null) => (tier ?? '').replace('TIER_', '').replace('UNLIMITED', '∞')
  return openAlert(scope, { kind, subject: waba, waba, numberId: null, facts: { account, from: short(from), to: short(to) } })
}
