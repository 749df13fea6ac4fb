import type { GrantFacts, SharedNumber } from '@recado/cloud-api/signup'
import type { OnboardingStep } from '@recado/contract/onboarding'
import { describe, expect, test } from 'vitest'
import { chooseNumbers } from './choose-numbers.ts'
import { judgeGrant } from './grant.ts'
import { troubleOf } from './problem.ts'
import { nextStep, waitAfter } from './steps.ts'

const SCOPES = ['whatsapp_business_management', 'whatsapp_business_messaging']
const grant = (changed: Partial<GrantFacts> = {}): GrantFacts => ({
  app_id: '900',
  type: 'SYSTEM_USER',
  is_valid: true,
  expires_at: 0,
  scopes: SCOPES,
  granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: ['5002', '5001'] }],
  ...changed,
})

describe('a grant', () => {
  test.each([
    ['names the account that was claimed', grant(), '5001', { ok: true, wabaId: '5001' }],
    ['names the newest where none was claimed', grant(), null, { ok: true, wabaId: '5002' }],
    ['does not name a stranger’s account', grant(), '6001', { ok: false, problem: 'account_not_shared' }],
    [
      'may list the account under another WhatsApp permission',
      grant({ granular_scopes: [{ scope: 'whatsapp_business_manage_events', target_ids: ['5001'] }] }),
      '5001',
      { ok: true, wabaId: '5001' },
    ],
    ['may list nothing: then reading the account decides', grant({ granular_scopes: null }), '5001', { ok: true, wabaId: '5001' }],
    ['without list and claim is about nothing', grant({ granular_scopes: null }), null, { ok: false, problem: 'account_not_shared' }],
    ['may be dead', grant({ is_valid: false }), '5001', { ok: false, problem: 'grant_invalid' }],
    ['may be another app’s', grant({ app_id: '901' }), '5001', { ok: false, problem: 'grant_of_other_app' }],
    ['may be a person’s', grant({ type: 'USER' }), '5001', { ok: false, problem: 'grant_of_person' }],
    ['may lack a permission', grant({ scopes: SCOPES.slice(0, 1) }), '5001', { ok: false, problem: 'permission_missing' }],
  ])('%s', (_name, facts, claimed, verdict) => expect(judgeGrant(facts, '900', claimed)).toMatchObject(verdict))
})

const number = (id: string, isOnApp = false): SharedNumber => ({
  id,
  display_phone_number: `+${id}`,
  is_on_biz_app: isOnApp,
  last_onboarded_time: null,
})

describe('the numbers of a run', () => {
  test.each([
    ['the one that was named', [number('1'), number('2')], 'cloud', '2', ['2']],
    ['none where a stranger’s was named', [number('1')], 'cloud', '9', null],
    ['the only one', [number('1')], 'cloud', null, ['1']],
    ['none of several that nobody chose', [number('1'), number('2')], 'cloud', null, []],
    ['those of the Business app', [number('1'), number('2', true)], 'coexistence', null, ['2']],
  ] as const)('%s', (_name, listed, mode, claimed, ids) =>
    expect(chooseNumbers(listed, mode, claimed)?.map(({ id }) => id) ?? null).toEqual(ids),
  )
})

const meta = (code: number, subcode: number | null = null, words = 'Words') => ({
  ok: false as const,
  error: { httpStatus: 400, code, subcode, title: words, details: null, traceId: null },
})

describe('what Meta says, as a cause', () => {
  test.each([
    ['code', meta(100, 36007), 'code_expired'],
    ['code', meta(100, 36009), 'code_used'],
    ['code', meta(100, 36008), 'code_redirect'],
    ['code', meta(1, null, 'Error validating client secret.'), 'app_secret_wrong'],
    ['grant', meta(190), 'app_secret_wrong'],
    ['account', meta(200), 'access_not_advanced'],
    ['account', meta(200, null, 'API access blocked.'), 'business_restricted'],
    ['account', meta(100, 33), 'account_not_shared'],
    ['account', meta(190), 'grant_invalid'],
    [
      'webhooks',
      meta(100, null, 'Before override the current callback uri, your app must be subscribed to receive messages'),
      'app_without_webhook',
    ],
    ['register', meta(133005), 'pin_needed'],
    ['register', meta(133006), 'number_not_verified'],
    ['register', meta(133009), 'pin_guesses'],
    ['register', meta(133015), 'number_recently_deleted'],
    ['register', meta(133016), 'too_many_registrations'],
    ['register', meta(100), 'meta_refused'],
    ['facts', meta(80007), 'meta_busy'],
    ['facts', { ok: false, error: null, cause: 'timeout' }, 'meta_unreachable'],
  ] as const)('%s: %o', (step, failed, problem) => expect(troubleOf(step, failed).problem).toBe(problem))

  test('only what may pass by itself is tried again', () => {
    expect(troubleOf('facts', meta(80007)).passes).toBe(true)
    expect(troubleOf('facts', { ok: false, error: null, cause: 'timeout' }).passes).toBe(true)
    expect(troubleOf('register', meta(133005)).passes).toBe(false)
  })
})

describe('the order of a run', () => {
  const row = (step: OnboardingStep, state: 'done' | 'skipped' | 'failed' | 'retrying') => ({ step, state })
  test('goes on behind what is done or was not needed', () => {
    expect(nextStep([])).toBe('code')
    expect(nextStep([row('code', 'done'), row('grant', 'skipped')])).toBe('account')
    expect(nextStep([row('code', 'done'), row('grant', 'retrying')])).toBe('grant')
    expect(nextStep([row('code', 'failed')])).toBe('code')
  })

  test('is not held up by what a number can do without', () => {
    const before = (['code', 'grant', 'account', 'keep', 'webhooks', 'register', 'sync', 'facts'] as const).map((step) => row(step, 'done'))
    expect(nextStep([...before, row('profile', 'failed')])).toBe('templates')
    expect(nextStep([...before, row('profile', 'failed'), row('templates', 'failed')])).toBeNull()
  })

  test('tries again ever later, and not for ever', () => {
    expect([1, 2, 3, 4, 5, 6].map(waitAfter)).toEqual([2, 6, 18, 54, 162, null])
  })
})
