/** One click: each mend is a command that exists already. */
import type { DoctorMend } from '@recado/contract/doctor'
import { accessNumber } from '../numbers/access.ts'
import { openPin } from '../numbers/commands/keep-pin.ts'
import { mendNumberWebhooks } from '../numbers/commands/mend-webhooks.ts'
import { refreshNumber } from '../numbers/commands/refresh-number.ts'
import { registerByHand } from '../numbers/commands/register-number.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { mendWebhook } from '../road/commands.ts'
import type { RoadDeps } from '../road/deps.ts'
import { syncTemplates } from '../templates/commands/sync-templates.ts'

/** @param number phone_number.id */
export async function mendNumber(scope: Scope, deps: RoadDeps, number: string, mend: DoctorMend): Promise<void> {
  const { once: _once, ...looking } = scope // the work is Meta's; an Idempotency-Key keeps the answer
  const row = await inTransaction(looking, (tx) => accessNumber(tx, number, 'numbers.connect'))
  switch (mend) {
    case 'webhooks':
      await mendNumberWebhooks(looking, deps, number)
      return
    case 'read':
      await refreshNumber(looking, deps, number)
      return
    case 'templates':
      await syncTemplates(looking, deps, row.waba_id)
      return
    case 'app': {
      const done = await mendWebhook(looking, deps, row.kind)
      if (!done.ok) throw new Refusal('meta_refused', `Meta did not take the address (${done.code})`, { problem: done.code, ...done.facts })
      return
    }
    case 'register': {
      const pin = await openPin(looking, deps.vault, number, row.pin)
      if (pin === null) throw new Refusal('conflict', 'No PIN of this number is kept; register it with its PIN')
      await registerByHand(looking, deps, number, pin)
    }
  }
}
