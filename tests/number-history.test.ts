/** What became of a number and its account: told by webhooks, found by reading, one line each. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../server/src/numbers/history/differences.ts'
import { toldLines } from '../server/src/numbers/history/told-lines.ts'
import { type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

interface Line {
  what: string
  from: string | null
  to: string
  source: string
  facts: object
  number: { id: string } | null
}
const sandboxNumber = async () => (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
const lines = async (id: string, query = '') => (await s.admin.get(`/api/v1/numbers/${id}/history${query}`)).body
const told = (items: readonly Line[]) => items.map(({ what, from, to, source }) => [what, from, to, source])
const linesOf = (field: string, value: object) =>
  toldLines({ kind: 'change', field, wabaId: '1', phoneNumberId: null, value: value as never, at: null }).map(({ what, to, facts }) => [
    what,
    to,
    facts,
  ])

test.each([
  ['nothing moved', { status: 'CONNECTED' }, { status: 'CONNECTED' }, []],
  ['what is not said any more is no change', { status: 'CONNECTED' }, {}, []],
  ['what is said to be unknown is no change', { status: 'CONNECTED' }, { status: null }, []],
  ['what was not known before', { quality_rating: null }, { quality_rating: 'GREEN' }, [{ what: 'quality', from: null, to: 'GREEN' }]],
  [
    'several at once',
    { quality_rating: 'GREEN', verified_name: 'Loja' },
    { quality_rating: 'RED', verified_name: 'Loja Nova' },
    [
      { what: 'quality', from: 'GREEN', to: 'RED' },
      { what: 'name', from: 'Loja', to: 'Loja Nova' },
    ],
  ],
])('%s', (_name, before, after, found) => {
  expect(differences(before, after)).toEqual(found)
})

test.each([
  [
    'restrictions, in one order, with the last of their ends',
    'account_update',
    {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [
        { restriction_type: 'RESTRICTED_UTILITY_TEMPLATES', expiration: 1_763_900_000 },
        { restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 'soon' },
      ],
    },
    [['restriction', 'RESTRICTED_BIZ_INITIATED_MESSAGING,RESTRICTED_UTILITY_TEMPLATES', { until: '2025-11-23T12:13:20.000Z' }]],
  ],
  ['no restriction any more', 'account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info: [] }, [['restriction', 'NONE', {}]]],
  ['a word nobody knows', 'account_update', { event: 'AD_ACCOUNT_LINKED' }, []],
  ['a field called like a method', 'constructor', {}, []],
  ['nonsense', 'account_update', { event: 'DISABLED_UPDATE', ban_info: 7 }, []],
  [
    'a name that was declined',
    'phone_number_name_update',
    {
      display_phone_number: '551140000000',
      decision: 'REJECTED',
      requested_verified_name: 'Loja',
      rejection_reason: 'NAME_FORMAT_UNACCEPTABLE',
    },
    [['name_review', 'REJECTED', { name: 'Loja', reason: 'NAME_FORMAT_UNACCEPTABLE' }]],
  ],
])('of a webhook: %s', (_name, field, value, expected) => {
  expect(linesOf(field, value)).toEqual(expected)
})

test('a change that is told and one that is read are a line each; the same again is none', async () => {
  const { id, wabaId, phoneNumberId } = await sandboxNumber()
  expect((await lines(id)).items).toEqual([])
  for (let n = 0; n < 2; n++) await s.changed(wabaId, 'business_capability_update', { max_daily_conversations_per_business: 'TIER_10K' })
  await s.patch(`/numbers/${phoneNumberId}`, { qualityRating: 'YELLOW' })
  for (let n = 0; n < 2; n++) expect((await s.admin.send('POST', `/api/v1/numbers/${id}/refresh`)).status).toBe(200)
  const seen = told((await lines(id)).items)
  expect(seen.filter(([what]) => what === 'quality')).toEqual([['quality', 'GREEN', 'YELLOW', 'reading']])
  expect(seen.filter(([, , , source]) => source === 'webhook')).toEqual([['limit', 'TIER_2K', 'TIER_10K', 'webhook']])
})

test('what concerns the account is one line, seen from each of its numbers and from no other account', async () => {
  const [one, other] = [await sandboxNumber(), await sandboxNumber()]
  const restriction = {
    event: 'ACCOUNT_RESTRICTION',
    restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_763_900_000 }],
  }
  for (let n = 0; n < 2; n++) await s.changed(one.wabaId, 'account_update', restriction)
  await s.changed(one.wabaId, 'account_review_update', { decision: 'APPROVED' })
  await s.changed(one.wabaId, 'phone_number_name_update', {
    display_phone_number: one.displayPhoneNumber.replace(/\D/g, ''),
    decision: 'REJECTED',
    requested_verified_name: 'Outra Padaria',
    rejection_reason: 'NAME_NOT_CONSISTENT',
  })
  const seen = (await lines(one.id)).items
  expect(told(seen)).toEqual([
    ['name_review', null, 'REJECTED', 'webhook'],
    ['review', null, 'APPROVED', 'webhook'],
    ['restriction', null, 'RESTRICTED_BIZ_INITIATED_MESSAGING', 'webhook'],
  ])
  expect(seen[0]).toMatchObject({ number: { id: one.id }, facts: { name: 'Outra Padaria', reason: 'NAME_NOT_CONSISTENT' } })
  expect((await lines(one.id, '?of=account')).items).toEqual(seen)
  expect((await lines(other.id)).items).toEqual([])
})

test('the list is paged, and only by its own cursors', async () => {
  const { id, wabaId } = await sandboxNumber()
  for (const tier of ['TIER_10K', 'TIER_100K']) {
    await s.changed(wabaId, 'business_capability_update', { max_daily_conversations_per_business: tier })
  }
  const first = await lines(id, '?limit=1')
  const second = await lines(id, `?limit=1&cursor=${first.nextCursor}`)
  expect([...told(first.items), ...told(second.items)].map(([, , to]) => to)).toEqual(['TIER_100K', 'TIER_10K'])
  expect(second.nextCursor).toBeNull()
  for (const query of ['?cursor=x', '?of=everything', '?limit=0']) {
    expect((await s.admin.get(`/api/v1/numbers/${id}/history${query}`)).status).toBe(422)
  }
})
