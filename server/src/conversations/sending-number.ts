import { connectedNumbers, type NumberRow } from '../numbers/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'

/** The number a conversation goes through, still connected. Whoever may answer may use it; no right over numbers is needed. */
export async function sendingNumber(scope: TxScope, id: string): Promise<NumberRow> {
  const number = await connectedNumbers(scope).where('phone_number.id', '=', id).executeTakeFirst()
  if (number === undefined) throw new Refusal('number_disconnected', 'The number of this conversation is no longer connected')
  return number
}

/** The number to start with: the one named, by our id or Meta's, or the only one there is. */
export async function pickNumber(scope: TxScope, named: string | undefined): Promise<NumberRow> {
  const numbers = await connectedNumbers(scope).execute()
  const chosen =
    named === undefined
      ? numbers.length === 1
        ? numbers[0]
        : undefined
      : numbers.find((number) => number.id === named || number.phone_number_id === named)
  if (chosen !== undefined) return chosen
  if (named !== undefined) throw new Refusal('not_found', 'No such number')
  throw new Refusal(
    'invalid',
    numbers.length === 0 ? 'This workspace has no number' : 'This workspace has several numbers: say which in numberId',
    { field: 'numberId' },
  )
}
