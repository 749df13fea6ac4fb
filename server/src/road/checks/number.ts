/** The number that is shown to Meta, its account, and the business behind them. */
import { healthAnswer } from '@recado/cloud-api/numbers'
import type { CheckedItem } from '@recado/contract/road-items'
import type { CallResult } from '../../outbound/graph-client.ts'
import { type Check, type CheckContext, isOurs, type LiveCheck } from '../context.ts'
import { account, accountReview, business, number, numberWebhook, profile, subscribed, templates } from '../questions.ts'
import { failed, judged, NO_APP, NO_DEMO, passed, unknown, type Verdict } from '../verdict.ts'

const connected: LiveCheck = async ({ demo, ask }) => {
  if (!demo) return failed('demo_missing')
  const result = await ask.node(demo.target, demo.phoneNumberId, 'status,code_verification_status', number)
  return judged(result, ({ status, code_verification_status: code }) => {
    const facts = { number: demo.displayPhoneNumber, status }
    if (status !== 'CONNECTED') return failed('number_not_connected', facts)
    return code !== undefined && code !== null && code !== 'VERIFIED'
      ? failed('number_not_verified', { ...facts, code })
      : passed('number_connected', facts)
  })
}

const sends: LiveCheck = async ({ demo, ask }) => {
  if (!demo) return NO_DEMO
  const result = await ask.node(demo.target, demo.phoneNumberId, 'health_status', healthAnswer)
  const review = await ask.node(demo.target, demo.wabaId, 'account_review_status', accountReview)
  return judged(result, ({ health_status: { can_send_message: can, entities } }) => {
    if (can === 'AVAILABLE') return judged(review, ({ account_review_status: said }) => judgeReview(said))
    if (can !== 'BLOCKED' && can !== 'LIMITED') return unknown('meta_nonsense', { cause: can })
    const advice = entities.flatMap(({ errors }) => errors ?? []).find(({ possible_solution: mend }) => mend)?.possible_solution
    return advice ? failed('number_blocked_because', { can, advice }) : failed('number_blocked', { can })
  })
}

const judgeReview = (said: string): Verdict => (said === 'APPROVED' ? passed('number_sends') : failed('account_not_approved', { said }))

const isSubscribed: LiveCheck = async ({ demo, app, ask }) => {
  if (!demo) return NO_DEMO
  if (!app) return NO_APP
  const result = await ask.edge(demo.target, demo.wabaId, 'subscribed_apps', subscribed)
  return judged(result, ({ data }) =>
    data.some(({ whatsapp_business_api_data: { id } }) => id === app.id) ? passed('subscribed') : failed('not_subscribed', { app: app.id }),
  )
}

/** The number's own address wins over the account's, and that over the app's. */
const webhook: LiveCheck = async (context) => {
  const { demo, ask } = context
  if (!demo) return NO_DEMO
  const result = await ask.node(demo.target, demo.phoneNumberId, 'webhook_configuration', numberWebhook)
  return judged(result, ({ webhook_configuration: at }) => {
    const used = at?.phone_number || at?.whatsapp_business_account || at?.application
    if (!used) return failed('webhook_nowhere')
    const level = at?.phone_number ? 'number' : at?.whatsapp_business_account ? 'account' : 'app'
    return isOurs(context, used, '/webhooks/whatsapp')
      ? passed('webhook_ours', { url: used, level })
      : failed('webhook_elsewhere', { url: used, level })
  })
}

const template: LiveCheck = async ({ demo, ask }) => {
  if (!demo) return NO_DEMO
  const result = await ask.edge(demo.target, demo.wabaId, 'message_templates', templates, { fields: 'name,status', limit: 100 })
  return judged(result, ({ data }) => {
    const approved = data.filter(({ status }) => status === 'APPROVED')
    const [first] = approved
    return first
      ? passed('template_approved', { count: approved.length, name: first.name })
      : failed('template_none', { count: data.length })
  })
}

const profileSet: LiveCheck = async ({ demo, ask }) => {
  if (!demo) return NO_DEMO
  const fields = 'about,description,profile_picture_url'
  const result = await ask.edge(demo.target, demo.phoneNumberId, 'whatsapp_business_profile', profile, { fields })
  return judged(result, ({ data: [shown] }) => {
    const lacks = [shown?.description ? '' : 'description', shown?.profile_picture_url ? '' : 'picture'].filter((word) => word !== '')
    return lacks.length === 0 ? passed('profile_set') : failed('profile_lacks', { lacks: lacks.join(', ') })
  })
}

/** The id the operator gave, else the owner of the account that is shown. */
async function businessId({ settings, demo, ask }: CheckContext): Promise<CallResult<string | null>> {
  if (settings.businessId !== '' || !demo) return { ok: true, value: settings.businessId || null }
  const result = await ask.node(demo.target, demo.wabaId, 'owner_business_info,business_verification_status', account)
  return result.ok ? { ok: true, value: result.value.owner_business_info?.id ?? null } : result
}

const onBusiness =
  (judge: (value: { name: string; verification_status?: string | null | undefined }, context: CheckContext) => Verdict): Check =>
  async (context) => {
    const { demo, ask } = context
    if (!demo) return NO_DEMO
    const id = await businessId(context)
    if (!id.ok) return judged(id, () => NO_DEMO)
    if (id.value === null) return failed('business_untold')
    return judged(await ask.node(demo.target, id.value, 'name,verification_status', business), (value) => judge(value, context))
  }

const found = onBusiness(({ name }) => passed('business_found', { name }))

const verified = onBusiness(({ verification_status: status }) => {
  if (!status) return unknown('meta_nonsense', { cause: 'verification_status' })
  return status === 'verified' ? passed('business_verified') : failed('business_unverified', { status })
})

const bare = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

const sameName = onBusiness(({ name }, { own }) => {
  const { companyName } = own.legal
  if (companyName === '') return failed('company_untold', { name })
  return bare(companyName) === bare(name) ? passed('company_same', { name }) : failed('company_differs', { name, ours: companyName })
})

export const NUMBER_CHECKS = {
  'number.connected': connected,
  'number.sends': sends,
  'number.subscribed': isSubscribed,
  'number.webhook': webhook,
  'number.template': template,
  'number.profile': profileSet,
  'portfolio.found': found,
  'business.verified': verified,
  'business.name': sameName,
} as const satisfies Partial<Record<CheckedItem, Check>>
