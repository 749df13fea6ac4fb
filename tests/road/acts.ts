/** What an operator, Meta and a customer do on the road, one thing each; and all of it, until it is ready to submit. */
import { PERMISSIONS, type Permission } from '@recado/contract/road-items'
import { expect } from 'vitest'
import { webm } from '../small-video.ts'
import { FACTS, type RoadStage } from './stage.ts'
import { GOOD_TEXT } from './texts.ts'

export const HANDLING = {
  processors: 'Nuvem Sul',
  responsible: 'Aurora',
  country: 'Brazil',
  authorityRequests: 'none',
  authorityDetails: '',
  policies: ['legality'],
}
export const ROAD_FACTS = { clients: 'bakeries', users: 'counter staff', daily: '', value: '', screens: ['Conversations'] }
/** As Meta wants a recording. */
export const GOOD_VIDEO = webm({ width: 1920, height: 1080, seconds: 60 })

const NEEDED_SCENES = {
  whatsapp_business_messaging: ['signin', 'sent', 'delivered', 'phone', 'answered', 'shown'],
  whatsapp_business_management: ['signin', 'list', 'created', 'reviewed'],
} as const
const VIDEO_ITEM = {
  whatsapp_business_messaging: 'review.videomessaging',
  whatsapp_business_management: 'review.videomanagement',
} as const

export type RoadActs = ReturnType<typeof roadActs>

export function roadActs(s: RoadStage) {
  const token = async (): Promise<string> => (await s.control(`/wabas/${s.number.wabaId}/tokens`, {})).accessToken

  async function asNumber(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${s.simulator.url}/graph/v26.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(answer.status).toBe(200)
    return answer
  }

  async function attach(item: string, bytes: Buffer, mimeType = 'video/webm') {
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

  const saysScenes = (permission: Permission) =>
    Promise.all(NEEDED_SCENES[permission].map((scene) => s.road('PUT', `/rehearsals/${permission}/scenes`, { scene, said: true })))

  async function setTemplates(status: string): Promise<void> {
    const { data } = (await (await asNumber('GET', `${s.number.wabaId}/message_templates?limit=100`)).json()) as { data: { id: string }[] }
    for (const { id } of data) await s.control(`/wabas/${s.number.wabaId}/templates/${id}`, { status })
  }

  async function customerWrites(text: string): Promise<void> {
    const phones = `/sandbox/api/wabas/${s.number.wabaId}`
    const [customer] = (await s.operator.get(`${phones}/customers`)).body.items
    await s.operator.send('POST', `${phones}/customers/${customer.id}/chats/${s.number.phoneNumberId}/messages`, {
      type: 'text',
      text: { body: text },
    })
    await s.control(`/wabas/${s.number.wabaId}/quiesce`)
    await s.settle()
    expect((await s.operator.get('/api/v1/conversations')).body.items).toHaveLength(1)
  }

  async function forgetCalls(): Promise<void> {
    await s.owner.deleteFrom('road_call').execute()
    await s.owner.updateTable('waba').set({ templates_synced_at: null }).execute()
  }

  /** The account gets another token, as when it is connected again. */
  async function reconnect(scopes: readonly string[] = PERMISSIONS, expiresInSeconds?: number): Promise<void> {
    const { accessToken } = await s.control(`/wabas/${s.number.wabaId}/tokens`, { scopes, expiresInSeconds })
    await s.putToken(accessToken)
  }

  const chooses = () => s.road('PATCH', '', { demoNumberId: s.number.id })
  const fillsFacts = (change: Partial<typeof FACTS> = {}) => s.operator.send('PUT', '/api/v1/legal/facts', { ...FACTS, ...change })
  const writes = (permission: Permission, body: string) => s.road('PUT', `/texts/${permission}/en`, { body })
  const calls = (permission: Permission) => s.road('POST', '/calls', { permission })
  const fillsProfile = () =>
    asNumber('POST', `${s.number.phoneNumberId}/whatsapp_business_profile`, {
      messaging_product: 'whatsapp',
      description: 'Pães',
      profile_picture_handle: '4::aGVhZA',
    })

  /** Everything, in no order of Meta's, so that every check passes. */
  async function walksAll(): Promise<void> {
    await chooses()
    await fillsFacts()
    await s.dashboard({
      name: FACTS.productName,
      icon: 'good',
      category: 'Business',
      privacyPolicyUrl: `${s.url}/legal/privacy`,
      termsOfServiceUrl: `${s.url}/legal/terms`,
      contactEmail: 'a@aurora.example',
      websiteUrl: 'https://aurora.example',
      appDomains: ['127.0.0.1'],
      businessName: 'AURORA TECNOLOGIA LTDA',
      businessVerification: 'verified',
      permissions: { whatsapp_business_messaging: 'live', whatsapp_business_management: 'live' },
      configurations: [{ id: '55', name: 'Signup' }],
      clients: [{ name: 'Padaria', daysAgo: 1 }],
    })
    await s.road('POST', '/webhook')
    await fillsProfile()
    await setTemplates('APPROVED')
    await customerWrites('Oi')
    await s.road('PATCH', '', { facts: ROAD_FACTS, handling: HANDLING, configurationId: '55' })
    for (const permission of PERMISSIONS) {
      expect((await calls(permission)).body).toMatchObject({ ok: true })
      await writes(permission, GOOD_TEXT[permission])
      await attach(VIDEO_ITEM[permission], GOOD_VIDEO)
      await saysScenes(permission)
    }
    await s.road('POST', '/reviewer')
    await s.road('POST', '/submissions', { note: 'first' })
  }

  return {
    chooses,
    fillsFacts,
    writes,
    calls,
    fillsProfile,
    attach,
    saysScenes,
    setTemplates,
    customerWrites,
    forgetCalls,
    reconnect,
    subscribes: () => asNumber('POST', `${s.number.wabaId}/subscribed_apps`),
    unsubscribes: () => asNumber('DELETE', `${s.number.wabaId}/subscribed_apps`),
    walksAll,
  }
}
