/** What App Review looks at, and what it decided. */
import type { CheckedItem, Permission } from '@recado/contract/road-items'
import { PERMISSIONS } from '@recado/contract/road-items'
import { z } from 'zod'
import type { Check, CheckContext, LiveCheck } from '../context.ts'
import type { Probed } from '../probe.ts'
import { permissions } from '../questions.ts'
import { failed, judged, NO_APP, NO_DEMO, passed, unknown, type Verdict } from '../verdict.ts'

const DAY_MS = 86_400_000
/** Meta's window for the call that proves a permission is used. */
const CALL_DAYS = 30
const SOON_DAYS = 14

const token = async (
  context: CheckContext,
  judge: (facts: TokenSaid, demo: NonNullable<CheckContext['demo']>) => Verdict,
): Promise<Verdict> => {
  const { app, demo, ask } = context
  if (!app) return NO_APP
  if (!demo) return NO_DEMO
  return judged(await ask.token(app.target, demo.target.token), ({ data }) => judge(data, demo))
}

interface TokenSaid {
  readonly app_id: string
  readonly is_valid: boolean
  readonly expires_at: number
  readonly scopes: readonly string[]
  readonly granular_scopes?:
    | readonly { readonly scope: string; readonly target_ids?: readonly string[] | null | undefined }[]
    | null
    | undefined
}

/** Besides the two: what comes along by itself, and what managing a portfolio's assets may need. */
const ALLOWED: readonly string[] = [...PERMISSIONS, 'public_profile', 'email', 'business_management']

const scopes: Check = (context) =>
  token(context, (said, demo) => {
    if (!said.is_valid) return failed('token_dead')
    if (said.app_id !== context.app?.id) return failed('token_of_other_app', { app: said.app_id })
    const lacks = PERMISSIONS.filter((name) => !said.scopes.includes(name))
    if (lacks.length > 0) return failed('token_lacks', { lacks: lacks.join(', ') })
    const limits = said.granular_scopes?.filter(
      ({ scope, target_ids: targets }) => PERMISSIONS.some((name) => name === scope) && targets?.length,
    )
    if (limits?.some(({ target_ids: targets }) => !targets?.includes(demo.wabaId)))
      return failed('token_not_for_account', { waba: demo.wabaId })
    const more = said.scopes.filter((name) => !ALLOWED.includes(name))
    return more.length > 0 ? failed('token_has_more', { more: more.join(', ') }) : passed('token_good')
  })

const tokenLife: Check = (context) =>
  token(context, (said) => {
    if (!said.is_valid) return failed('token_dead')
    if (said.expires_at === 0) return passed('token_for_ever')
    const days = Math.floor((said.expires_at * 1000 - context.now.getTime()) / DAY_MS)
    const facts = { days, until: new Date(said.expires_at * 1000).toISOString() }
    return days < SOON_DAYS ? failed('token_soon', facts) : passed('token_good_for', facts)
  })

export function judgeCall(last: Date | null, now: Date): Verdict {
  if (last === null) return failed('call_never')
  const days = Math.floor((now.getTime() - last.getTime()) / DAY_MS)
  const facts = { days, left: CALL_DAYS - days, at: last.toISOString() }
  return days >= CALL_DAYS ? failed('call_expired', facts) : passed('call_recent', facts)
}

const call =
  (permission: Permission): Check =>
  ({ own, now }) =>
    judgeCall(own.lastCall[permission], now)

const meShape = z.object({ active: z.object({ workspace: z.object({ id: z.string(), name: z.string() }), role: z.string() }).nullable() })

/** Signs in where the reviewer would, looks where they would stand, and signs out again. */
const reviewer: Check = async ({ settings, own, probe, publicUrl }) => {
  if (settings.reviewerEmail === '' || own.reviewerPassword === null) return failed('reviewer_untold')
  const body = JSON.stringify({ email: settings.reviewerEmail, password: own.reviewerPassword })
  const json = { 'content-type': 'application/json' }
  const signed = await probe.look(`${publicUrl}/api/v1/session`, { method: 'POST', headers: json, body })
  if (signed.kind === 'failed') return failed('server_unreachable', { cause: signed.cause })
  if (signed.status === 429) return unknown('reviewer_throttled')
  const cookie = signed.cookies[0]?.split(';')[0]
  if (signed.status !== 204 || cookie === undefined) return failed('reviewer_refused', { status: signed.status })
  const here = await probe.look(`${publicUrl}/api/v1/session`, { headers: { cookie } })
  await probe.look(`${publicUrl}/api/v1/session`, { method: 'DELETE', headers: { cookie } })
  return judgeArrival(here, settings.demo?.workspaceId ?? null)
}

function judgeArrival(here: Probed, workspaceId: string | null): Verdict {
  const me = here.kind === 'answered' && here.status === 200 ? meShape.safeParse(parseJson(here.body)) : null
  if (!me?.success) return failed('reviewer_lost', { status: here.kind === 'answered' ? here.status : 0 })
  const { active } = me.data
  if (active === null) return failed('reviewer_nowhere')
  if (workspaceId !== null && active.workspace.id !== workspaceId) return failed('reviewer_elsewhere', { workspace: active.workspace.name })
  return passed('reviewer_in', { workspace: active.workspace.name, role: active.role })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const handling: Check = ({ settings: { handling: said } }) => {
  const lacks = [
    said.processors === '' ? 'processors' : '',
    said.responsible === '' ? 'responsible' : '',
    said.country === '' ? 'country' : '',
    said.authorityRequests === '' ? 'authorities' : '',
    said.authorityRequests === 'some' && said.authorityDetails === '' ? 'details' : '',
    said.policies.length === 0 ? 'policies' : '',
  ].filter((word) => word !== '')
  return lacks.length > 0 ? failed('handling_lacks', { lacks: lacks.join(', ') }) : passed('handling_complete')
}

const submitted: Check = ({ own: { submission } }) => {
  if (submission === null) return failed('submission_none')
  const facts = { at: submission.at.toISOString() }
  if (submission.outcome === 'rejected') return failed('submission_rejected', { ...facts, open: submission.openReasons })
  return passed(submission.outcome === 'approved' ? 'submission_approved' : 'submission_waiting', facts)
}

/** The form asks for exactly two; what else is asked for has to be shown as well, and mostly cannot be. */
const requested: Check = async ({ app, ask }) => {
  if (!app) return NO_APP
  return judged(await ask.edge(app.target, app.id, 'permissions', permissions), ({ data }) => {
    const more = data.filter(({ permission, status }) => status !== 'declined' && !ALLOWED.includes(permission))
    return more.length > 0
      ? failed('requested_more', { more: more.map(({ permission }) => permission).join(', ') })
      : passed('requested_good', { count: data.length })
  })
}

const GRANTED = ['live', 'approved', 'granted']

const approved: LiveCheck = async ({ app, ask }) => {
  if (!app) return NO_APP
  return judged(await ask.edge(app.target, app.id, 'permissions', permissions), ({ data }) => {
    const lacks = PERMISSIONS.filter((name) => !data.some(({ permission, status }) => permission === name && GRANTED.includes(status)))
    if (lacks.length === 0) return passed('permissions_live')
    const declined = data.find(({ permission, status }) => lacks.some((name) => name === permission) && status === 'declined')
    return declined
      ? failed('permissions_declined', { name: declined.permission })
      : failed('permissions_waiting', { lacks: lacks.join(', ') })
  })
}

export const REVIEW_CHECKS = {
  'review.scopes': scopes,
  'review.requested': requested,
  'review.callmessaging': call('whatsapp_business_messaging'),
  'review.callmanagement': call('whatsapp_business_management'),
  'review.textmessaging': ({ own }) => own.texts.whatsapp_business_messaging,
  'review.textmanagement': ({ own }) => own.texts.whatsapp_business_management,
  'review.videomessaging': ({ own }) => own.videos.whatsapp_business_messaging,
  'review.videomanagement': ({ own }) => own.videos.whatsapp_business_management,
  'review.reviewer': reviewer,
  'review.handling': handling,
  'review.submitted': submitted,
  'review.approved': approved,
  'upkeep.token': tokenLife,
} as const satisfies Partial<Record<CheckedItem, Check>>
