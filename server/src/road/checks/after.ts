/** Once approved: clients, Embedded Signup, and how many may still come this week. */
import type { CheckedItem } from '@recado/contract/road-items'
import type { Check, LiveCheck, LiveContext } from '../context.ts'
import { appFields, clients, permissions } from '../questions.ts'
import { failed, judged, NO_APP, passed, unknown } from '../verdict.ts'

const listed = ({ app, ask }: LiveContext) => app && ask.edge(app.target, app.id, 'connected_client_businesses', clients, { limit: 500 })

const readable: LiveCheck = async (context) => {
  const asked = listed(context)
  if (asked === null) return NO_APP
  const result = await asked
  // Before Access Verification Meta answers 100 here; it answers so for other reasons too, so it proves nothing.
  if (!result.ok && result.error?.code === 100) return unknown('access_maybe_missing', { meta: result.error.title })
  return judged(result, ({ data }) => passed('clients_readable', { count: data.length }))
}

const configuration: Check = async ({ app, ask, settings }) => {
  if (!app) return NO_APP
  const wanted = settings.configurationId
  return judged(await ask.node(app.target, app.id, 'config_ids', appFields.config_ids), ({ config_ids: have }) => {
    if (wanted === '') return failed('configuration_untold', { have: have?.map(({ id }) => id).join(', ') || '–' })
    const found = have?.find(({ id }) => id === wanted)
    return found ? passed('configuration_good', { name: found.name ?? wanted }) : failed('configuration_gone', { id: wanted })
  })
}

const first: Check = async (context) => {
  const asked = listed(context)
  if (asked === null) return NO_APP
  return judged(await asked, ({ data }) => (data.length > 0 ? passed('clients_some', { count: data.length }) : failed('clients_none')))
}

const WEEK_MS = 7 * 86_400_000
/** New clients in any seven days: before and after verification, review and access verification. */
const LIMITS = { before: 10, after: 200 }

/** Our own count; Meta's figure is only on its Partner overview. */
const quota: Check = async (context) => {
  const { app, ask, own, now } = context
  const clientsAsked = listed(context)
  if (clientsAsked === null || !app) return NO_APP
  const granted = await ask.edge(app.target, app.id, 'permissions', permissions)
  const came = await clientsAsked
  return judged(granted, ({ data: ours }) => {
    const live = ours.filter(({ status }) => status === 'live' || status === 'approved').length
    const limit = own.isAccessVerified && live >= 2 ? LIMITS.after : LIMITS.before
    return judged(came, ({ data }) => {
      const used = data.filter(({ created_time: at }) => at && now.getTime() - new Date(at).getTime() < WEEK_MS).length
      const facts = { used, limit, left: Math.max(0, limit - used) }
      return used >= limit ? failed('quota_used_up', facts) : passed('quota_left', facts)
    })
  })
}

export const AFTER_CHECKS = {
  'access.clients': readable,
  'signup.configuration': configuration,
  'signup.first': first,
  'upkeep.quota': quota,
} as const satisfies Partial<Record<CheckedItem, Check>>
