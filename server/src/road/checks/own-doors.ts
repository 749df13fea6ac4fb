/** Our own doors, looked at from outside, as Meta would. */
import { createHmac, randomBytes } from 'node:crypto'
import type { CheckedItem } from '@recado/contract/road-items'
import { z } from 'zod'
import { type Check, type CheckContext, isOurs, isRehearsal, type LiveCheck, type RoadApp } from '../context.ts'
import { judgePage } from '../page-says.ts'
import { subscriptions } from '../questions.ts'
import { failed, judged, NO_APP, passed, unknown, type Verdict } from '../verdict.ts'

const HOOK = '/webhooks/whatsapp'
const SLOW_MS = 3000

/** What we say there; anything else was said by somebody else. */
const alive = z.object({ status: z.literal('ok') })

const tls: LiveCheck = async (context) => {
  const { publicUrl, probe } = context
  const rehearses = isRehearsal(context, publicUrl)
  if (!publicUrl.startsWith('https://') && !rehearses) return failed('tls_missing', { url: publicUrl })
  const answer = await probe.look(`${publicUrl}/healthz`)
  if (answer.kind === 'failed') return failed('tls_broken', { url: publicUrl, cause: answer.cause })
  if (answer.status !== 200) return failed('tls_broken', { url: publicUrl, cause: `http_${answer.status}` })
  if (!alive.safeParse(parseJson(answer.body)).success) return unknown('server_stranger', { status: answer.status })
  if (answer.ms > SLOW_MS) return failed('server_slow', { seconds: Math.round(answer.ms / 1000) })
  return passed(rehearses ? 'tls_rehearsed' : 'tls_good', { url: publicUrl, ms: answer.ms })
}

const handshake: LiveCheck = async ({ app, publicUrl, probe }) => {
  if (!app) return NO_APP
  const challenge = randomBytes(8).toString('hex')
  const ask = (token: string) =>
    probe.look(
      `${publicUrl}${HOOK}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge })}`,
    )
  const [good, bad] = await Promise.all([ask(app.verifyToken), ask(`${app.verifyToken}x`)])
  if (good.kind === 'failed') return failed('server_unreachable', { cause: good.cause })
  if (good.status !== 200 || good.body.toString('utf8') !== challenge) return failed('handshake_refused', { status: good.status })
  if (bad.kind === 'failed') return unknown('server_unreachable', { cause: bad.cause })
  if (bad.status === 200) return failed('handshake_open')
  return bad.status === 403 ? passed('handshake_good') : unknown('server_stranger', { status: bad.status })
}

const signature: LiveCheck = async ({ app, publicUrl, probe }) => {
  if (!app) return NO_APP
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] })
  const post = (secret: string) =>
    probe.look(`${publicUrl}${HOOK}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
    })
  const [good, bad] = await Promise.all([post(app.secret), post(randomBytes(16).toString('hex'))])
  if (good.kind === 'failed') return failed('server_unreachable', { cause: good.cause })
  if (good.status !== 200) return failed('signature_refused', { status: good.status })
  if (bad.kind === 'failed') return unknown('server_unreachable', { cause: bad.cause })
  if (bad.status === 200) return failed('signature_open', { status: bad.status })
  return bad.status === 401 ? passed('signature_good') : unknown('server_stranger', { status: bad.status })
}

const NEEDED_FIELDS = ['messages', 'account_update', 'message_template_status_update', 'phone_number_quality_update']

const webhook: LiveCheck = async (context) => {
  const { app, ask } = context
  if (!app) return NO_APP
  const result = await ask.edge(app.target, app.id, 'subscriptions', subscriptions)
  return judged(result, ({ data }) => {
    const ours = data.find(({ object }) => object === 'whatsapp_business_account')
    if (!ours) return failed('hook_missing')
    if (!isOurs(context, ours.callback_url, HOOK)) return failed('hook_elsewhere', { url: ours.callback_url ?? '' })
    if (ours.active === false) return failed('hook_inactive')
    const lacks = NEEDED_FIELDS.filter((field) => !ours.fields?.includes(field))
    return lacks.length > 0 ? failed('hook_lacks', { lacks: lacks.join(', ') }) : passed('hook_good', { fields: ours.fields?.length ?? 0 })
  })
}

const answerShape = z.object({ url: z.string(), confirmation_code: z.string().min(1) })

/** The same request each time, so that it leaves one line and no more. */
function selfTest(app: RoadApp): string {
  const payload = Buffer.from(JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: `self-test-${app.id}`, issued_at: 0 })).toString(
    'base64url',
  )
  return `${createHmac('sha256', app.secret).update(payload).digest('base64url')}.${payload}`
}

const deletion: Check = async (context) => {
  const { app, probe, publicUrl } = context
  if (!app) return NO_APP
  const page = await deletionPage(context)
  if (page.state !== 'passed') return page
  const post = (signed: string) =>
    probe.look(`${publicUrl}/meta/data-deletion`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ signed_request: signed }).toString(),
    })
  const [good, bad] = await Promise.all([post(selfTest(app)), post(`x${selfTest(app).slice(1)}`)])
  if (good.kind === 'failed' || bad.kind === 'failed')
    return failed('server_unreachable', { cause: good.kind === 'failed' ? good.cause : 'second' })
  if (bad.status !== 400) return failed('deletion_open', { status: bad.status })
  const answer = answerShape.safeParse(parseJson(good.body))
  if (good.status !== 200 || !answer.success) return failed('deletion_refused', { status: good.status })
  const { url, confirmation_code: code } = answer.data
  const status = await probe.look(url)
  const isThere = status.kind === 'answered' && status.status === 200 && status.body.includes(code)
  if (!isThere) return failed('deletion_page_dead', { url })
  return passed('deletion_good', { url: `${publicUrl}/meta/data-deletion` })
}

async function deletionPage({ publicUrl, probe }: CheckContext): Promise<Verdict> {
  const url = `${publicUrl}/legal/data-deletion`
  return judgePage('deletion', url, await probe.look(url))
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const SOON_DAYS = 14
const DAY_MS = 86_400_000

const certificate: Check = async (context) => {
  const { publicUrl, probe, now } = context
  if (isRehearsal(context, publicUrl)) return passed('tls_rehearsed', { url: publicUrl })
  if (!publicUrl.startsWith('https://')) return failed('tls_missing', { url: publicUrl })
  const end = await probe.certificateEnd(publicUrl)
  if (end === null) return unknown('certificate_unseen')
  const days = Math.floor((end.getTime() - now.getTime()) / DAY_MS)
  const facts = { days, until: end.toISOString() }
  if (days < 0) return failed('certificate_over', facts)
  return days < SOON_DAYS ? failed('certificate_soon', facts) : passed('certificate_good', facts)
}

export const SERVER_CHECKS = {
  'server.tls': tls,
  'server.handshake': handshake,
  'server.signature': signature,
  'server.webhook': webhook,
  'app.deletion': deletion,
  'upkeep.certificate': certificate,
} as const satisfies Partial<Record<CheckedItem, Check>>
