import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

async function sandboxNumber() {
  return (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
}
const now = async (id: string) => (await s.admin.get(`/api/v1/numbers/${id}`)).body
const digits = (phone: string) => phone.replace(/\D/g, '')

describe('a number changes at Meta', () => {
  test('more throughput and a new limit', async () => {
    const { id, wabaId, displayPhoneNumber } = await sandboxNumber()
    await s.changed(wabaId, 'phone_number_quality_update', {
      display_phone_number: digits(displayPhoneNumber),
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: 'TIER_UNLIMITED',
      current_limit: 'TIER_10K',
    })
    expect(await now(id)).toMatchObject({ throughputLevel: 'HIGH', messagingLimit: 'TIER_UNLIMITED' })
    expect((await s.events()).at(-1)).toMatchObject({ type: 'number.updated', number: { id, throughputLevel: 'HIGH' } })
  })

  test('only the number that is named, of the account that is named', async () => {
    const [one, other] = [await sandboxNumber(), await sandboxNumber()]
    await s.changed(one.wabaId, 'phone_number_name_update', {
      display_phone_number: digits(other.displayPhoneNumber),
      decision: 'APPROVED',
      requested_verified_name: 'Não é minha',
    })
    expect([(await now(one.id)).verifiedName, (await now(other.id)).verifiedName]).toEqual([one.verifiedName, other.verifiedName])
    await s.changed(one.wabaId, 'phone_number_name_update', {
      display_phone_number: digits(one.displayPhoneNumber),
      decision: 'APPROVED',
      requested_verified_name: 'Padaria Nova',
    })
    expect([(await now(one.id)).verifiedName, (await now(other.id)).verifiedName]).toEqual(['Padaria Nova', other.verifiedName])
  })

  test('a name that was declined stays as it was', async () => {
    const { id, wabaId, displayPhoneNumber, verifiedName } = await sandboxNumber()
    await s.changed(wabaId, 'phone_number_name_update', {
      display_phone_number: digits(displayPhoneNumber),
      decision: 'REJECTED',
      requested_verified_name: 'X',
    })
    expect((await now(id)).verifiedName).toBe(verifiedName)
  })

  test('the limit of the portfolio is that of all its numbers', async () => {
    const { id, wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'business_capability_update', {
      max_daily_conversations_per_business: 'TIER_100K',
      max_phone_numbers_per_waba: 25,
    })
    expect((await now(id)).messagingLimit).toBe('TIER_100K')
  })
})

describe('an account changes at Meta', () => {
  test.each([
    ['the client takes its permission back', { event: 'PARTNER_REMOVED' }, { tokenState: 'revoked', pausedBecause: 'token_invalid' }],
    ['our app is removed', { event: 'PARTNER_APP_UNINSTALLED' }, { tokenState: 'revoked', pausedBecause: 'token_invalid' }],
    ['it is deleted', { event: 'ACCOUNT_DELETED' }, { pausedBecause: 'number_gone' }],
    ['it is disabled', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } }, { pausedBecause: 'account_restricted' }],
    ['it will be disabled', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } }, { pausedUntil: null }],
    ['the phone leaves coexistence', { event: 'ACCOUNT_OFFBOARDED' }, { status: 'DISCONNECTED', pausedBecause: 'number_not_registered' }],
    ['something nobody told us about', { event: 'A_WORD_OF_TOMORROW', more: [1, { two: null }] }, { tokenState: 'ok', pausedUntil: null }],
  ])('%s', async (_name, value, after) => {
    const { id, wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'account_update', value)
    expect(await now(id)).toMatchObject(after)
  })

  test('what was held is let go when it is reinstated or reconnected', async () => {
    const { id, wabaId } = await sandboxNumber()
    await s.changed(wabaId, 'account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } })
    await s.changed(wabaId, 'account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } })
    expect(await now(id)).toMatchObject({ pausedUntil: null, pausedBecause: null })
    await s.changed(wabaId, 'account_update', { event: 'ACCOUNT_OFFBOARDED' })
    await s.changed(wabaId, 'account_update', { event: 'ACCOUNT_RECONNECTED' })
    expect(await now(id)).toMatchObject({ status: 'CONNECTED', pausedUntil: null })
  })

  test('the envelope may name the business: the account in it counts', async () => {
    const { id, wabaId } = await sandboxNumber()
    await s.changed('23', 'account_update', { event: 'PARTNER_REMOVED', waba_info: { waba_id: wabaId, owner_business_id: '23' } })
    expect(await now(id)).toMatchObject({ tokenState: 'revoked' })
  })
})

test.each([{}, { display_phone_number: 5 }, { max_daily_conversations_per_business: 1000 }, { event: [], ban_info: 7, waba_info: null }])(
  'nonsense changes nothing and is no dead letter: %j',
  async (value) => {
    const { id, wabaId } = await sandboxNumber()
    const before = await now(id)
    for (const field of ['phone_number_quality_update', 'phone_number_name_update', 'business_capability_update', 'account_update']) {
      await s.changed(wabaId, field, value)
    }
    expect(await now(id)).toEqual(before)
    expect(await s.owner.selectFrom('delivery_failure').selectAll().execute()).toEqual([])
  },
)
