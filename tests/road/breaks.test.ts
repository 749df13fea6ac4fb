/** What breaks on the road after it was ready: it is found out, by whoever asks and by the hourly watch, and said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchRoads } from '../../server/src/jobs/road-watch.ts'
import { type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
  await a.walksAll()
  await s.check()
})
afterAll(() => s.close())

describe('what breaks later turns its item red and says why', () => {
  const finding = async (item: string) => {
    await s.check(item)
    return (await s.road('GET', '')).body.items.find((each: { id: string }) => each.id === item).finding
  }

  test('a privacy page that is gone, or says nothing, or cannot be reached', async () => {
    await s.dashboard({ privacyPolicyUrl: `${s.url}/meta/nothing` })
    expect(await finding('app.privacy')).toMatchObject({ state: 'failed', code: 'page_dead', facts: { status: 404 } })
    await s.operator.send('PUT', '/api/v1/legal/texts/privacy/pt-BR', { body: '# Política\nEm breve.' })
    await s.dashboard({ privacyPolicyUrl: `${s.url}/legal/privacy` })
    expect(await finding('app.privacy')).toMatchObject({
      code: 'page_lacks',
      facts: { lacks: 'whatsapp, retention, rights, deletion, contact' },
    })
    await s.operator.send('PUT', '/api/v1/legal/texts/privacy/pt-BR', { body: null })
    await s.dashboard({ privacyPolicyUrl: 'http://127.0.0.1:9/privacy' })
    expect(await finding('app.privacy')).toMatchObject({ code: 'page_unreachable', facts: { cause: 'ECONNREFUSED' } })
    await s.dashboard({ privacyPolicyUrl: 'http://aurora.example/privacy' })
    expect(await finding('app.privacy')).toMatchObject({ code: 'url_not_https' })
  })

  test('a call of a permission that is more than 30 days old', async () => {
    await a.forgetCalls()
    await s.owner
      .insertInto('road_call')
      .values({ ground: 'sandbox', permission: 'whatsapp_business_management', at: new Date(Date.now() - 31 * 86_400_000) })
      .execute()
    expect(await finding('review.callmanagement')).toMatchObject({ state: 'failed', code: 'call_expired', facts: { days: 31 } })
  })

  test('an icon that is too small or see-through', async () => {
    await s.dashboard({ icon: 'small' })
    expect(await finding('app.icon')).toMatchObject({ code: 'icon_small', facts: { width: 128, height: 128 } })
    await s.dashboard({ icon: 'transparent' })
    expect(await finding('app.icon')).toMatchObject({ code: 'icon_transparent' })
  })

  test('an account that Meta has not approved, and a website that was never added as a platform', async () => {
    await s.dashboard({ accountReview: 'PENDING', platforms: ['ANDROID'] })
    expect(await finding('number.sends')).toMatchObject({ state: 'failed', code: 'account_not_approved', facts: { said: 'PENDING' } })
    expect(await finding('app.website')).toMatchObject({ state: 'failed', code: 'platform_missing' })
    await s.dashboard({ accountReview: 'APPROVED', platforms: ['WEB'] })
    expect(await finding('number.sends')).toMatchObject({ state: 'passed' })
    expect(await finding('app.website')).toMatchObject({ state: 'passed' })
  })

  test('a reviewer who was taken out of the workspace', async () => {
    const { settings } = (await s.road('GET', '')).body
    const { id } = await s.owner.selectFrom('person').select('id').where('email', '=', settings.reviewerEmail).executeTakeFirstOrThrow()
    expect((await s.operator.send('DELETE', `/api/v1/members/${id}`)).status).toBe(204)
    expect(await finding('review.reviewer')).toMatchObject({ state: 'failed', code: 'reviewer_nowhere' })
  })
})

describe('on schedule', () => {
  const age = (hours: number) =>
    s.owner
      .updateTable('road')
      .set({ checked_at: new Date(Date.now() - hours * 3_600_000) })
      .execute()

  test('a page that died meanwhile is found out without anybody asking', async () => {
    await s.dashboard({ privacyPolicyUrl: `${s.url}/meta/nothing` })
    await age(2)
    await watchRoads(s.deps)
    const { items, checkedAt } = (await s.road('GET', '')).body
    expect(items.find(({ id }: { id: string }) => id === 'app.privacy')).toMatchObject({ state: 'failed', finding: { code: 'page_dead' } })
    expect(Date.now() - new Date(checkedAt).getTime()).toBeLessThan(600_000)
  })

  test('what was looked at a moment ago is left alone', async () => {
    await s.dashboard({ privacyPolicyUrl: `${s.url}/legal/privacy` })
    await watchRoads(s.deps)
    expect((await s.road('GET', '')).body.items.find(({ id }: { id: string }) => id === 'app.privacy').state).toBe('failed')
  })
})
