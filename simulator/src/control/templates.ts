/** Meta's decisions about templates, made by hand: for the page backstage (/api) and for tests (/control). */
import { z } from 'zod'
import { announceCategory, disable, moveCategory, pause, rate, tellStatus, unpause } from '../graph/templates/life.ts'
import { notFound, Refused } from '../http/refused.ts'
import { json } from '../http/reply.ts'
import type { ApiHandler, ApiRequest } from '../http/routes.ts'
import type { PhoneDeps } from '../phone/api.ts'
import type { Account } from '../world/account.ts'
import type { TemplateRecord } from '../world/records.ts'

const category = z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION'])
const decision = z.discriminatedUnion('act', [
  z.object({ act: z.literal('pause') }),
  z.object({ act: z.literal('unpause') }),
  z.object({ act: z.literal('disable') }),
  z.object({ act: z.literal('rate'), quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']) }),
  z.object({ act: z.literal('announceCategory'), category }),
  z.object({ act: z.literal('moveCategory'), category }),
])
/** Any status at all, whether or not Meta could come to it. */
const setStatus = z.object({ status: z.string(), reason: z.string().default('NONE') })

export function templateRoutes(deps: PhoneDeps): Readonly<Record<string, ApiHandler>> {
  const accountOf = ({ params }: ApiRequest): Account => {
    const account = deps.world.accounts.get(params.wabaId ?? '')
    if (!account) throw notFound('account')
    return account
  }
  return {
    'GET /api/wabas/:wabaId/templates': (request) => {
      const all = [...accountOf(request).templates.values()]
      return json({ items: all.sort((a, b) => (a.name < b.name ? -1 : 1)).map(templateView) })
    },
    'POST /api/wabas/:wabaId/templates/:templateId': (request) => json(changeTemplate(deps, accountOf(request), request)),
  }
}

const templateView = ({ id, name, language, status, category: of, qualityScore, pauses, correctCategory }: TemplateRecord) => ({
  id,
  name,
  language,
  status,
  category: of,
  quality: qualityScore,
  pauses: pauses ?? 0,
  correctCategory: correctCategory ?? null,
})

export function changeTemplate({ publisher }: PhoneDeps, account: Account, { params, body }: ApiRequest) {
  const template = account.templates.get(params.templateId ?? '')
  if (!template) throw notFound('template')
  const place = { publisher, account, template }
  const wish = z.union([decision, setStatus]).parse(body)
  if (!('act' in wish)) {
    account.templates.patch(template, { status: wish.status, rejectedReason: wish.reason, reviewDueAt: null })
    tellStatus(publisher, account, template)
    return templateView(template)
  }
  switch (wish.act) {
    case 'pause':
      if (template.status !== 'APPROVED') throw new Refused(409, 'conflict', 'Only an approved template can be paused')
      pause(place)
      break
    case 'unpause':
      if (template.status !== 'PAUSED') throw new Refused(409, 'conflict', 'This template is not paused')
      unpause(place)
      break
    case 'disable':
      disable(place)
      break
    case 'rate':
      rate(place, wish.quality)
      break
    case 'announceCategory':
      announceCategory(place, wish.category)
      break
    case 'moveCategory':
      moveCategory(place, wish.category)
      break
  }
  return templateView(template)
}
