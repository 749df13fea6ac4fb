/** The road to Tech Provider on the sandbox: every check seen red, then green. */
import { type CheckedItem, ITEMS, PERMISSIONS } from '@recado/contract/road-items'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHECKS } from '../../server/src/road/checks/all.ts'
import { webm } from '../small-video.ts'
import { GOOD_VIDEO, HANDLING, ROAD_FACTS, type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'
import { GOOD_TEXT } from './texts.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
})
afterAll(() => s.close())

const CHECKED = Object.keys(CHECKS) as CheckedItem[]

describe('an empty road', () => {
  test('has nothing passed that the operator would have to bring about, and is not ready', async () => {
    const { status, body } = await s.road('GET', '')
    expect(status).toBe(200)
    expect(body.items).toHaveLength(ITEMS.length)
    expect(new Set(body.items.map((item: { state: string }) => item.state))).toEqual(new Set(['unknown', 'open']))
    const passed = Object.entries(await s.check()).filter(([, finding]) => finding.startsWith('passed'))
    expect(passed.map(([item]) => item).sort()).toEqual([
      'access.clients',
      'app.credentials',
      'app.restrictions',
      'review.requested',
      'server.handshake',
      'server.signature',
      'server.tls',
      'upkeep.certificate',
      'upkeep.quota',
    ])
    expect((await s.road('GET', '')).body.missing.length).toBeGreaterThan(30)
  })

  test('is nobody’s business but the operator’s', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/checks'],
      ['GET', '/texts'],
      ['GET', '/pack.zip'],
      ['GET', '/submissions'],
    ] as const) {
      const url = `/api/v1/road/sandbox${path}`
      const answer = method === 'GET' ? await s.admin.get(url) : await s.admin.send(method, url, {})
      expect([path, answer.status]).toEqual([path, 403])
    }
  })
})

/** How each check is turned red and then green by what really happens; `red` is left out where the empty road showed it. */
interface Turn {
  readonly item: CheckedItem
  readonly red: readonly [code: string, arrange?: () => Promise<unknown>]
  readonly green: readonly [code: string, arrange: () => Promise<unknown>]
}

const dash = (change: unknown) => () => s.dashboard(change)

const TURNS: readonly Turn[] = [
  { item: 'number.connected', red: ['demo_missing'], green: ['number_connected', () => a.chooses()] },
  {
    item: 'number.sends',
    red: ['number_blocked_because', () => s.numberSwitch({ registered: false })],
    green: ['number_sends', () => s.numberSwitch({ registered: true })],
  },
  {
    item: 'number.webhook',
    red: ['webhook_nowhere'],
    green: ['webhook_ours', () => s.road('POST', '/webhook')],
  },
  {
    item: 'server.webhook',
    red: ['hook_lacks', () => s.graph('DELETE', `${s.deps.sandbox?.appId}/subscriptions`, { fields: 'messages' })],
    green: ['hook_good', () => s.road('POST', '/webhook')],
  },
  {
    item: 'number.subscribed',
    red: ['not_subscribed', () => a.unsubscribes()],
    green: ['subscribed', () => a.subscribes()],
  },
  { item: 'business.verified', red: ['business_unverified'], green: ['business_verified', dash({ businessVerification: 'verified' })] },
  {
    item: 'business.name',
    red: ['company_differs', () => a.fillsFacts()],
    green: ['company_same', dash({ businessName: 'AURORA TECNOLOGIA LTDA' })],
  },
  { item: 'app.name', red: ['name_has_meta_word', dash({ name: 'WhatsApp Aurora' })], green: ['name_good', dash({ name: 'Atende Já' })] },
  { item: 'app.icon', red: ['icon_missing'], green: ['icon_good', dash({ icon: 'good' })] },
  { item: 'app.category', red: ['category_missing'], green: ['category_set', dash({ category: 'Business' })] },
  { item: 'app.privacy', red: ['url_missing'], green: ['page_good', () => s.dashboard({ privacyPolicyUrl: `${s.url}/legal/privacy` })] },
  { item: 'app.terms', red: ['url_missing'], green: ['page_good', () => s.dashboard({ termsOfServiceUrl: `${s.url}/legal/terms` })] },
  {
    item: 'app.deletion',
    red: ['page_draft', () => a.fillsFacts({ contactEmail: '' })],
    green: ['deletion_good', () => a.fillsFacts()],
  },
  {
    item: 'app.contact',
    red: ['contact_wrong', dash({ contactEmail: 'nobody' })],
    green: ['contact_good', dash({ contactEmail: 'a@aurora.example' })],
  },
  { item: 'app.website', red: ['website_missing'], green: ['website_good', dash({ websiteUrl: 'https://aurora.example' })] },
  { item: 'app.domains', red: ['domains_lack'], green: ['domains_good', dash({ appDomains: ['127.0.0.1'] })] },
  { item: 'app.restrictions', red: ['restricted', dash({ restricted: true })], green: ['not_restricted', dash({ restricted: false })] },
  {
    item: 'number.template',
    red: ['template_none', () => a.setTemplates('PAUSED')],
    green: ['template_approved', () => a.setTemplates('APPROVED')],
  },
  {
    item: 'number.profile',
    red: ['profile_lacks'],
    green: ['profile_set', () => a.fillsProfile()],
  },
  {
    item: 'review.callmanagement',
    red: ['call_never', () => a.forgetCalls()],
    green: ['call_recent', () => a.calls('whatsapp_business_management')],
  },
  {
    item: 'review.callmessaging',
    red: ['call_never'],
    green: [
      'call_recent',
      async () => {
        await a.customerWrites('Oi')
        expect((await a.calls('whatsapp_business_messaging')).body).toMatchObject({ ok: true })
      },
    ],
  },
  {
    item: 'review.textmessaging',
    red: ['text_missing', () => s.road('PATCH', '', { facts: ROAD_FACTS })],
    green: ['text_good', () => a.writes('whatsapp_business_messaging', GOOD_TEXT.whatsapp_business_messaging)],
  },
  {
    item: 'review.textmanagement',
    red: ['text_same', () => a.writes('whatsapp_business_management', GOOD_TEXT.whatsapp_business_messaging)],
    green: ['text_good', () => a.writes('whatsapp_business_management', GOOD_TEXT.whatsapp_business_management)],
  },
  {
    item: 'review.videomessaging',
    red: ['video_small', () => a.attach('review.videomessaging', webm({ width: 640, height: 480, seconds: 60 }))],
    green: [
      'video_good',
      async () => {
        await a.attach('review.videomessaging', GOOD_VIDEO)
        expect((await s.check('review.videomessaging'))['review.videomessaging']).toBe('failed video_scenes')
        await a.saysScenes('whatsapp_business_messaging')
      },
    ],
  },
  {
    item: 'review.videomanagement',
    red: ['video_missing'],
    green: [
      'video_good',
      async () => {
        await a.attach('review.videomanagement', GOOD_VIDEO)
        await a.saysScenes('whatsapp_business_management')
      },
    ],
  },
  {
    item: 'review.reviewer',
    red: ['reviewer_refused', () => s.road('PATCH', '', { reviewerEmail: 'x@example.com', reviewerPassword: 'not this one' })],
    green: ['reviewer_in', () => s.road('POST', '/reviewer')],
  },
  { item: 'review.handling', red: ['handling_lacks'], green: ['handling_complete', () => s.road('PATCH', '', { handling: HANDLING })] },
  {
    item: 'review.scopes',
    red: ['token_lacks', () => a.reconnect(['whatsapp_business_management'])],
    green: ['token_good', () => a.reconnect()],
  },
  {
    item: 'review.requested',
    red: ['requested_more', dash({ morePermissions: ['ads_management'] })],
    green: ['requested_good', dash({ morePermissions: [] })],
  },
  {
    item: 'upkeep.token',
    red: ['token_soon', () => a.reconnect(PERMISSIONS, 3 * 86_400)],
    green: ['token_for_ever', () => a.reconnect()],
  },
  {
    item: 'review.submitted',
    red: ['submission_none'],
    green: ['submission_waiting', () => s.road('POST', '/submissions', { note: 'first' })],
  },
  {
    item: 'review.approved',
    red: ['permissions_declined', dash({ permissions: { whatsapp_business_messaging: 'declined' } })],
    green: ['permissions_live', dash({ permissions: { whatsapp_business_messaging: 'live', whatsapp_business_management: 'live' } })],
  },
  {
    item: 'signup.configuration',
    red: ['configuration_gone', () => s.road('PATCH', '', { configurationId: '55' })],
    green: ['configuration_good', dash({ configurations: [{ id: '55', name: 'Signup' }] })],
  },
  { item: 'signup.first', red: ['clients_none'], green: ['clients_some', dash({ clients: [{ name: 'Padaria', daysAgo: 1 }] })] },
  {
    item: 'upkeep.quota',
    red: ['quota_used_up', dash({ clients: Array.from({ length: 10 }, (_, n) => ({ name: `c${n}`, daysAgo: 1 })) })],
    green: ['quota_left', dash({ clients: [{ name: 'Padaria', daysAgo: 1 }] })],
  },
]

describe('each check is red, then green', () => {
  test('there is a turn for every check that the sandbox can change', () => {
    const always = [
      'app.credentials',
      'portfolio.found',
      'access.clients',
      'server.tls',
      'server.handshake',
      'server.signature',
      'upkeep.certificate',
    ]
    expect(CHECKED.filter((item) => !always.includes(item) && !TURNS.some((turn) => turn.item === item))).toEqual([])
  })

  test.each(TURNS.map((turn) => [turn.item, turn] as const))('%s', async (item, { red, green }) => {
    await red[1]?.()
    const before = (await s.check(item))[item]
    expect(before).toBe(`failed ${red[0]}`)
    await green[1]()
    expect((await s.check(item))[item]).toBe(`passed ${green[0]}`)
  })

  test('the history of an item tells its turns', async () => {
    const { items } = (await s.road('GET', '/items/app.icon/history')).body
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['icon_good', 'icon_missing'])
  })
})
