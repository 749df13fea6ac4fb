/** The switches that make a send go wrong: one-shot instructions first, then chance. */
import type { Account } from '../world/account.ts'
import { happens, type NextFault, SEND_FAULTS, type SendFault } from '../world/faults.ts'
import { GraphRefusal } from './refusal.ts'

export function drawFault(account: Account): NextFault | null {
  const { faults } = account.waba
  const [next, ...rest] = faults.next
  if (next) {
    account.wabas.patch(account.waba, { faults: { ...faults, next: rest } })
    account.tell('faults', account.waba.faults)
    return next
  }
  const kind = SEND_FAULTS.find((each) => happens(faults.rates[each]))
  return kind === undefined ? null : { kind }
}

/** The error that stands for a fault before acceptance, where it is one. */
export function refusalFor(kind: SendFault): GraphRefusal | null {
  if (kind === 'serverError') return new GraphRefusal(131000)
  if (kind === 'unavailable') return new GraphRefusal(2)
  if (kind === 'tooManyRequests') return new GraphRefusal(4, undefined, { http: 429 })
  if (kind === 'throughput') return new GraphRefusal(130429)
  return kind === 'pair' ? new GraphRefusal(131056) : null
}
