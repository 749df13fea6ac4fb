/** health_status: whether a message could leave, and what stands in its way. */
import type { Account } from '../world/account.ts'
import type { Json, NumberRecord, WabaRecord } from '../world/records.ts'

type Can = 'AVAILABLE' | 'LIMITED' | 'BLOCKED'
interface Entity extends Json {
  readonly can_send_message: Can
}

function numberEntity(number: NumberRecord): Entity {
  const base = { entity_type: 'PHONE_NUMBER', id: number.id }
  if (number.registered && number.newNameStatus === 'DECLINED') {
    const note = 'The display name that was asked for was declined. The present name stays.'
    return { ...base, can_send_message: 'LIMITED', additional_info: [note] }
  }
  if (number.registered) return { ...base, can_send_message: 'AVAILABLE' }
  return {
    ...base,
    can_send_message: 'BLOCKED',
    errors: [
      {
        error_code: 141_000,
        error_description: 'This phone number is not registered on Cloud API.',
        possible_solution: 'Register the phone number before sending messages.',
      },
    ],
  }
}

function accountEntity({ id, restricted }: WabaRecord): Entity {
  if (!restricted) return { entity_type: 'WABA', id, can_send_message: 'AVAILABLE' }
  const note = 'This account may not start conversations for the time being. Answers to customers are delivered.'
  return { entity_type: 'WABA', id, can_send_message: 'LIMITED', additional_info: [note] }
}

function surroundings(account: Account): Entity[] {
  const { waba } = account
  return [
    accountEntity(waba),
    { entity_type: 'BUSINESS', id: waba.businessId, can_send_message: 'AVAILABLE' },
    ...Object.keys(waba.subscriptions).map((id): Entity => ({ entity_type: 'APP', id, can_send_message: 'AVAILABLE' })),
  ]
}

function worst(entities: readonly Entity[]): Json {
  const order: readonly Can[] = ['BLOCKED', 'LIMITED', 'AVAILABLE']
  const found = order.find((can) => entities.some((entity) => entity.can_send_message === can))
  return { can_send_message: found ?? 'AVAILABLE', entities }
}

export const healthOfNumber = (account: Account, number: NumberRecord): Json => worst([numberEntity(number), ...surroundings(account)])
export const healthOfAccount = (account: Account): Json => worst(surroundings(account))
