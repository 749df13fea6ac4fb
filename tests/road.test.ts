/** The road to Tech Provider on the sandbox: every check seen red, then green, and never green because of an error. */
import { type CheckedItem, ITEMS, PERMISSIONS } from '@recado/contract/road-items'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchRoads } from '../server/src/jobs/road-watch.ts'
import { createGraphClient } from '../server/src/outbound/graph-client.ts'
import { CHECKS } from '../server/src/road/checks/all.ts'
import { runChecks } from '../server/src/road/run-checks.ts'
import { videoFacts } from '../server/src/road/video-facts.ts'
import { FACTS, type RoadStage, roadStage } from './road-stage.ts'
import { GOOD_TEXT } from './road-texts.ts'
import { webm } from './small-video.ts'

let s: RoadStage
beforeAll(async () => {
  s = await roadStage()
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

const facts = () => s.operator.send('PUT', '/api/v1/legal/facts', FACTS)
const chosen = () => s.road('PATCH', '', { demoNumberId: s.number.id })
const dash = (change: unknown) => () => s.dashboard(change)
const upload = (item: string, bytes: Buffer) => uploadFile(item, bytes)

async function uploadFile(item: string, bytes: Buffer, mimeType = 'video/webm') {
  const { body } = await s.road('POST', '/files', { item, name: 'gravação.webm', mimeType, size: bytes.length })
  const put = await s.app.inject({
    method: 'PUT',
    url: `/api/v1/road/files/${body.id}/pieces/0`,
    headers: { cookie: s.operator.cookie, 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
  expect(put.statusCode).toBe(204)
  return s.operator.send('POST', `/api/v1/road/files/${body.id}/finish`, {})
}

const says = (permission: string, ...scenes: string[]) =>
  Promise.all(scenes.map((scene) => s.road('PUT', `/rehearsals/${permission}/scenes`, { scene, said: true })))

const HANDLING = {
  processors: 'Nuvem Sul',
  responsible: 'Aurora',
  country: 'Brazil',
  authorityRequests: 'none',
  authorityDetails: '',
  policies: ['legality'],
}
const ROAD_FACTS = { clients: 'bakeries', users: 'counter staff', daily: '', value: '', screens: ['Conversations'] }
const describeAs = (permission: keyof typeof GOOD_TEXT, body: string) => s.road('PUT', `/texts/${permission}/en`, { body })

const TURNS: readonly Turn[] = [
  { item: 'number.connected', red: ['demo_missing'], green: ['number_connected', chosen] },
  {
    item: 'number.sends',
    red: ['number_blocked', () => s.numberSwitch({ registered: false })],
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
    red: ['not_subscribed', () => unsubscribe()],
    green: ['subscribed', () => subscribe()],
  },
  { item: 'business.verified', red: ['business_unverified'], green: ['business_verified', dash({ businessVerification: 'verified' })] },
  {
    item: 'business.name',
    red: ['company_differs', facts],
    green: ['company_same', dash({ businessName: 'AURORA TECNOLOGIA LTDA' })],
  },
  { item: 'app.name', red: ['name_has_meta_word', dash({ name: 'WhatsApp Aurora' })], green: ['name_good', dash({ name: 'Atende Já' })] },
  { item: 'app.icon', red: ['icon_missing'], green: ['icon_good', dash({ icon: 'good' })] },
  { item: 'app.category', red: ['category_missing'], green: ['category_set', dash({ category: 'Business' })] },
  { item: 'app.privacy', red: ['url_missing'], green: ['page_good', () => s.dashboard({ privacyPolicyUrl: `${s.url}/legal/privacy` })] },
  { item: 'app.terms', red: ['url_missing'], green: ['page_good', () => s.dashboard({ termsOfServiceUrl: `${s.url}/legal/terms` })] },
  {
    item: 'app.deletion',
    red: ['page_draft', () => s.operator.send('PUT', '/api/v1/legal/facts', { ...FACTS, contactEmail: '' })],
    green: ['deletion_good', facts],
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
    red: ['template_none', () => setTemplates('PAUSED')],
    green: ['template_approved', () => setTemplates('APPROVED')],
  },
  {
    item: 'number.profile',
    red: ['profile_lacks'],
    green: ['profile_set', () => graphAsNumber('whatsapp_business_profile', { description: 'Pães', profile_picture_handle: '4::aGVhZA' })],
  },
  {
    item: 'review.callmanagement',
    red: ['call_never', () => forgetCalls()],
    green: ['call_recent', () => s.road('POST', '/calls', { permission: 'whatsapp_business_management' })],
  },
  {
    item: 'review.callmessaging',
    red: ['call_never'],
    green: [
      'call_recent',
      async () => {
        await customerWrites()
        expect((await s.road('POST', '/calls', { permission: 'whatsapp_business_messaging' })).body).toMatchObject({ ok: true })
      },
    ],
  },
  {
    item: 'review.textmessaging',
    red: ['text_missing', () => s.road('PATCH', '', { facts: ROAD_FACTS })],
    green: ['text_good', () => describeAs('whatsapp_business_messaging', GOOD_TEXT.whatsapp_business_messaging)],
  },
  {
    item: 'review.textmanagement',
    red: ['text_same', () => describeAs('whatsapp_business_management', GOOD_TEXT.whatsapp_business_messaging)],
    green: ['text_good', () => describeAs('whatsapp_business_management', GOOD_TEXT.whatsapp_business_management)],
  },
  {
    item: 'review.videomessaging',
    red: ['video_small', () => upload('review.videomessaging', webm({ width: 640, height: 480, seconds: 60 }))],
    green: [
      'video_good',
      async () => {
        await upload('review.videomessaging', webm({ width: 1920, height: 1080, seconds: 60 }))
        expect((await s.check('review.videomessaging'))['review.videomessaging']).toBe('failed video_scenes')
        await says('whatsapp_business_messaging', 'signin', 'sent', 'delivered', 'phone', 'answered', 'shown')
      },
    ],
  },
  {
    item: 'review.videomanagement',
    red: ['video_missing'],
    green: [
      'video_good',
      async () => {
        await upload('review.videomanagement', webm({ width: 1920, height: 1080, seconds: 60 }))
        await says('whatsapp_business_management', 'signin', 'list', 'created', 'reviewed')
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
    red: ['token_lacks', () => reconnect(['whatsapp_business_messaging', 'whatsapp_business_management'], true)],
    green: ['token_good', () => reconnect(['whatsapp_business_messaging', 'whatsapp_business_management'], false)],
  },
  {
    item: 'upkeep.token',
    red: ['token_soon', () => reconnect([...PERMISSIONS], false, 3 * 86_400)],
    green: ['token_for_ever', () => reconnect([...PERMISSIONS], false)],
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

const control = (path: string, body: unknown) => s.control(path, body)

async function tokenOf(): Promise<string> {
  return (await control(`/wabas/${s.number.wabaId}/tokens`, {})).accessToken
}
async function graphAsNumber(edge: string, body: unknown): Promise<void> {
  const answer = await fetch(`${s.simulator.url}/graph/v26.0/${s.number.phoneNumberId}/${edge}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', ...(body as object) }),
  })
  expect(answer.status).toBe(200)
}
async function subscription(method: 'POST' | 'DELETE'): Promise<void> {
  const answer = await fetch(`${s.simulator.url}/graph/v26.0/${s.number.wabaId}/subscribed_apps`, {
    method,
    headers: { authorization: `Bearer ${await tokenOf()}` },
  })
  expect(answer.status).toBe(200)
}
const unsubscribe = () => subscription('DELETE')
const subscribe = () => subscription('POST')

async function setTemplates(status: string): Promise<void> {
  const token = await tokenOf()
  const answer = await fetch(`${s.simulator.url}/graph/v26.0/${s.number.wabaId}/message_templates?limit=100`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  for (const { id } of data) await control(`/wabas/${s.number.wabaId}/templates/${id}`, { status })
}

async function forgetCalls(): Promise<void> {
  await s.owner.deleteFrom('road_call').execute()
  await s.owner.updateTable('waba').set({ templates_synced_at: null }).execute()
}

async function customerWrites(): Promise<void> {
  const phones = `/sandbox/api/wabas/${s.number.wabaId}`
  const [customer] = (await s.operator.get(`${phones}/customers`)).body.items
  await s.operator.send('POST', `${phones}/customers/${customer.id}/chats/${s.number.phoneNumberId}/messages`, {
    type: 'text',
    text: { body: 'Oi' },
  })
  await s.control(`/wabas/${s.number.wabaId}/quiesce`)
  await s.settle()
  expect((await s.operator.get('/api/v1/conversations')).body.items).toHaveLength(1)
}

/** The account gets another token, as when it is connected again. */
async function reconnect(scopes: string[], onlyFirst: boolean, expiresInSeconds?: number): Promise<void> {
  const { accessToken } = await control(`/wabas/${s.number.wabaId}/tokens`, {
    scopes: onlyFirst ? scopes.slice(1) : scopes,
    expiresInSeconds,
  })
  await s.putToken(accessToken)
}

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

describe('an error of Meta’s is never a pass', () => {
  /** Those that ask Meta; the others judge what we know or see ourselves. */
  const ASKING = CHECKED.filter(
    (item) =>
      !/^(server\.(tls|handshake|signature)|app\.deletion|upkeep\.certificate|review\.(call|text|video|reviewer|handling|submitted))/.test(
        item,
      ),
  )

  test('on a good day each of them passes, so that the bad days prove something', async () => {
    const found = await s.check()
    expect(ASKING.filter((item) => !found[item]?.startsWith('passed'))).toEqual([])
    expect(ASKING).toHaveLength(27)
  })

  test.each([
    ['error', 'meta_error'],
    ['silence', 'meta_silent'],
    ['nonsense', 'meta_nonsense'],
  ] as const)('%s: unknown, each and every one', async (answers, code) => {
    await s.dashboard({ answers })
    const graph = createGraphClient({ trustedUrls: () => [s.simulator.url], replyTimeoutMs: 400 })
    const found = await runChecks({ ...s.deps, graph }, 'sandbox', ASKING)
    await graph.close()
    await s.dashboard({ answers: 'normal' })
    const said = ASKING.map((item) => [item, found.get(item)?.state, found.get(item)?.code])
    expect(said).toEqual(ASKING.map((item) => [item, 'unknown', code]))
  })

  test('and once they were found so long ago that they say nothing, they are unknown again', async () => {
    await s.check()
    await s.owner
      .updateTable('road_finding')
      .set({ at: new Date(Date.now() - 4 * 86_400_000) })
      .execute()
    const { items } = (await s.road('GET', '')).body
    expect(new Set(items.filter((i: { id: string }) => ASKING.some((id) => id === i.id)).map((i: { state: string }) => i.state))).toEqual(
      new Set(['unknown']),
    )
    await s.check()
  })
})

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
    await forgetCalls()
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

describe('what a person says', () => {
  test('settles what software cannot see, and what it cannot find out, but not what it saw to be wrong', async () => {
    const word = (item: string, done: boolean) => s.road('PUT', `/items/${item}/mark`, { done, note: 'seen in the dashboard' })
    const state = (answer: { body: { items: { id: string; state: string }[] } }, item: string) =>
      answer.body.items.find(({ id }) => id === item)?.state
    expect(state(await word('portfolio.control', true), 'portfolio.control')).toBe('done')
    expect(state(await word('portfolio.control', false), 'portfolio.control')).toBe('open')
    await s.check('app.icon')
    expect(state(await word('app.icon', true), 'app.icon')).toBe('failed')
    await s.owner.updateTable('road_finding').set({ state: 'unknown', code: 'meta_error' }).where('item', '=', 'app.icon').execute()
    expect(state(await word('app.icon', true), 'app.icon')).toBe('done')
    await word('app.icon', false)
    expect((await word('no.such', true)).status).toBe(404)
    await word('upkeep.datause', true)
    await s.owner
      .updateTable('road_mark')
      .set({ at: new Date(Date.now() - 366 * 86_400_000) })
      .where('item', '=', 'upkeep.datause')
      .execute()
    expect(state(await s.road('GET', ''), 'upkeep.datause')).toBe('open')
  })

  test('has a picture as evidence, and a file that is not what it says is refused', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPo0pkHAAKYAVV4tynZAAAAAElFTkSuQmCC', 'base64')
    const { status, body } = await uploadFile('portfolio.control', png, 'image/png')
    expect([status, body.mimeType, body.size]).toEqual([200, 'image/png', png.length])
    const back = await s.app.inject({ url: `/api/v1/road/files/${body.id}`, headers: { cookie: s.operator.cookie, range: 'bytes=1-3' } })
    expect([back.statusCode, back.headers['content-range'], back.body]).toEqual([206, `bytes 1-3/${png.length}`, 'PNG'])
    expect((await s.app.inject({ url: `/api/v1/road/files/${body.id}`, headers: { cookie: s.admin.cookie } })).statusCode).toBe(403)
    expect((await uploadFile('review.videomessaging', Buffer.from('not a video at all'))).status).toBe(422)
    expect((await s.road('POST', '/files', { item: 'review.videomessaging', name: 'x', mimeType: 'image/png', size: 3 })).status).toBe(422)
  })
})

describe('what is handed to Meta', () => {
  const unzip = async () => {
    const answer = await s.app.inject({ url: '/api/v1/road/sandbox/pack.zip', headers: { cookie: s.operator.cookie } })
    expect(answer.statusCode).toBe(200)
    return unzipSync(answer.rawPayload)
  }

  test('is one ZIP with texts, videos, instructions and answers, and says that it is a rehearsal', async () => {
    const files = await unzip()
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'data-handling.txt',
      'reviewer-instructions.txt',
      ...['whatsapp_business_management', 'whatsapp_business_messaging'].flatMap((name) => [
        `${name}/description.pt-BR.txt`,
        `${name}/description.txt`,
        `${name}/page.html`,
        `${name}/video.webm`,
      ]),
    ])
    const text = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
    expect(text('whatsapp_business_messaging/description.txt')).toBe(GOOD_TEXT.whatsapp_business_messaging)
    expect(text('README.txt')).toContain('REHEARSAL')
    expect(text('reviewer-instructions.txt')).toMatch(/Password: \S{15,}/)
    expect(text('data-handling.txt')).toContain('Nuvem Sul')
    const video = videoFacts(Buffer.from(files['whatsapp_business_messaging/video.webm'] ?? []))
    expect(video).toMatchObject({ mimeType: 'video/webm', width: 1920, height: 1080, seconds: 60 })
  })

  test('is a page to print as well', async () => {
    const page = await s.app.inject({
      url: '/api/v1/road/sandbox/pack/whatsapp_business_messaging',
      headers: { cookie: s.operator.cookie },
    })
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('Atende Já: whatsapp_business_messaging')
  })

  test('is remembered with Meta’s answer, and a rejection is answered reason by reason', async () => {
    const [{ id }] = (await s.road('GET', '/submissions')).body.items
    const change = {
      outcome: 'rejected',
      answer: 'The screencast does not show the login.',
      reasons: ['video_incomplete', 'no_access'],
      mended: [],
    }
    expect((await s.operator.send('PATCH', `/api/v1/road/submissions/${id}`, change)).body).toMatchObject(change)
    expect((await s.check('review.submitted'))['review.submitted']).toBe('failed submission_rejected')
    await s.operator.send('PATCH', `/api/v1/road/submissions/${id}`, { ...change, mended: ['no_access', 'text_generic'] })
    expect((await s.road('GET', '/submissions')).body.items[0].mended).toEqual(['no_access'])
    await s.road('POST', '/submissions', { note: 'second' })
    expect((await s.check('review.submitted'))['review.submitted']).toBe('passed submission_waiting')
    expect((await s.road('GET', '/submissions')).body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'waiting',
      'rejected',
    ])
  })
})

describe('a rehearsal', () => {
  test('ticks the scenes that really happen, from its beginning to its end', async () => {
    const rehearsal = (path: string, method: 'GET' | 'POST' = 'POST') => s.road(method, `/rehearsals/whatsapp_business_messaging${path}`)
    const ticked = ({ body }: { body: { scenes: { id: string; tick: string | null }[] } }) =>
      body.scenes.filter(({ tick }) => tick).map(({ id }) => id)
    expect(ticked(await rehearsal('/start'))).toEqual([])
    const phones = `/sandbox/api/wabas/${s.number.wabaId}`
    const [customer] = (await s.operator.get(`${phones}/customers`)).body.items
    await s.operator.send('POST', `${phones}/customers/${customer.id}/chats/${s.number.phoneNumberId}/messages`, {
      type: 'text',
      text: { body: 'E aí?' },
    })
    await s.control(`/wabas/${s.number.wabaId}/quiesce`)
    await s.settle()
    expect(ticked(await rehearsal('', 'GET'))).toEqual(['answered'])
    expect(ticked(await rehearsal('/end'))).toEqual(['answered'])
    await s.owner.deleteFrom('message').execute()
    expect(ticked(await rehearsal('', 'GET'))).toEqual(['answered'])
  })
})
