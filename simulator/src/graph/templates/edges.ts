/** Templates of an account: listed, created, edited, deleted, and reviewed after a while. */
import type { Publisher } from '../../webhooks/publisher.ts'
import type { Account } from '../../world/account.ts'
import { nodeId } from '../../world/ids.ts'
import type { Json, TemplateRecord } from '../../world/records.ts'
import type { World } from '../../world/world.ts'
import { requireManagement } from '../access.ts'
import { type AccountCall, isObject, required, structure, text } from '../call.ts'
import { project } from '../fields.ts'
import { handlesOf, withoutHandles } from '../handles.ts'
import { page } from '../paging.ts'
import { GraphRefusal, parameter, templateRule, unknownNode } from '../refusal.ts'
import { decisions } from '../waba.ts'
import { withWords } from './code.ts'
import { holdName, isHeld } from './held-names.ts'
import { fromLibrary } from './library.ts'
import { tellStatus } from './life.ts'
import { checkTemplate, checkTtl, rejection, type TemplateDraft } from './rules.ts'

const REVIEW_MS = 2000
/** The second where the business is verified and a display name approved. */
const MOST_TEMPLATES = [250, 6000] as const
const MOST_AN_HOUR = 100
const HOUR = 3600 * 1000
const DAY = 24 * HOUR

const SHOWN = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'sub_category', 'rejected_reason', 'id']

function node(template: TemplateRecord): Json {
  return {
    id: template.id,
    name: template.name,
    status: template.status,
    category: template.category,
    previous_category: template.previousCategory ?? undefined,
    correct_category: template.correctCategory ?? undefined,
    sub_category: undefined,
    language: template.language,
    components: template.components,
    quality_score: { score: template.qualityScore, date: Math.floor(template.createdAt / 1000) },
    rejected_reason: template.rejectedReason === 'NONE' ? undefined : template.rejectedReason,
    parameter_format: template.parameterFormat,
    message_send_ttl_seconds: template.ttlSeconds ?? undefined,
    cta_url_link_tracking_opted_out: undefined,
    library_template_name: template.libraryName,
    degrees_of_freedom_spec: undefined,
    health_status: { can_send_message: template.status === 'APPROVED' ? 'AVAILABLE' : 'BLOCKED', entities: [] },
  }
}

const KIND = 'WhatsAppMessageTemplate'

export function listTemplates({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  const same = (name: string, value: string) => {
    const asked = text(params, name)
    return asked === undefined || asked.toLowerCase() === value.toLowerCase()
  }
  const content = text(params, 'content')?.toLowerCase()
  const asked = text(params, 'name_or_content')?.toLowerCase()
  const rows = [...account.templates.values()]
    .filter((row) => same('status', row.status) && same('category', row.category) && same('language', row.language))
    .filter((row) => same('quality_score', row.qualityScore) && row.name.includes(text(params, 'name') ?? ''))
    .filter((row) => content === undefined || JSON.stringify(row.components).toLowerCase().includes(content))
    .filter((row) => asked === undefined || `${row.name} ${JSON.stringify(row.components)}`.toLowerCase().includes(asked))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
  const fields = text(params, 'fields')
  const here = `${world.publicUrl}/graph/${account.waba.id}/message_templates`
  const paged = page(rows, params, { idOf: ({ id }) => id, show: (row) => project(node(row), KIND, fields, SHOWN), here })
  const summary = {
    total_count: rows.length,
    message_template_count: account.templates.size,
    message_template_limit: mostTemplates(world, account),
  }
  return { ...paged, ...(text(params, 'summary') === undefined ? {} : { summary }) }
}

export function getTemplate(call: AccountCall): Json {
  requireManagement(call.token)
  return project(node(templateOf(call)), KIND, text(call.params, 'fields'), SHOWN)
}

function templateOf({ account, path, method }: AccountCall): TemplateRecord {
  const template = account.templates.get(path[0] ?? '')
  if (!template) throw unknownNode(method, path[0] ?? '')
  return template
}

export function createTemplate(call: AccountCall): Json {
  const { account, params, token, world } = call
  requireManagement(token)
  const language = required(params, 'language')
  const category = required(params, 'category').toUpperCase()
  const library = fromLibrary(call, { language, category })
  const draft: TemplateDraft = {
    name: required(params, 'name'),
    language,
    category,
    parameterFormat: text(params, 'parameter_format')?.toUpperCase() === 'NAMED' && library === null ? 'NAMED' : 'POSITIONAL',
    components: library?.components ?? componentsOf(structure(params, 'components')),
    ttlSeconds: ttlOf(params),
    displayFormat: text(params, 'display_format')?.toUpperCase(),
  }
  checkRate(account)
  checkTemplate(draft, handlesOf(world, account))
  if (account.templates.size >= mostTemplates(world, account)) throw templateRule(2388019)
  if ([...account.templates.values()].some((each) => each.name === draft.name && each.language === draft.language))
    throw templateRule(2388024)
  if (isHeld(account, draft)) throw templateRule(2388023)
  const { displayFormat: _shown, components, ...kept } = draft
  // What comes from the library was judged before it came there.
  const isJudged = library !== null
  const template = account.templates.save({
    ...kept,
    ...(library && { libraryName: library.libraryName }),
    components: kept.category === 'AUTHENTICATION' ? withWords(components, kept.language) : withoutHandles(components),
    id: nodeId(),
    status: isJudged ? 'APPROVED' : 'PENDING',
    rejectedReason: 'NONE',
    qualityScore: 'UNKNOWN',
    ttlSeconds: kept.ttlSeconds === -1 ? null : (kept.ttlSeconds ?? null),
    createdAt: Date.now(),
    reviewDueAt: isJudged ? null : Date.now() + REVIEW_MS,
    edits: [],
  })
  account.templateCreations.push(account.now())
  world.register(template.id, 'template', account)
  if (isJudged) tellStatus(call.publisher, account, template)
  else review(call.publisher, account, template)
  return { id: template.id, status: template.status, category: template.category }
}

function mostTemplates(world: World, account: Account): number {
  const isVerified = decisions(world, account).businessVerification === 'verified'
  const [few, many] = MOST_TEMPLATES
  return isVerified && [...account.numbers.values()].some(({ nameStatus }) => nameStatus === 'APPROVED') ? many : few
}

function checkRate(account: Account): void {
  account.templateCreations = account.templateCreations.filter((at) => account.now() - at < HOUR)
  if (account.waba.faults.templateRate && account.templateCreations.length >= MOST_AN_HOUR)
    throw new GraphRefusal(80007, `This account has created ${MOST_AN_HOUR} message templates within an hour.`)
}

function ttlOf(params: AccountCall['params']): number | null {
  const written = text(params, 'message_send_ttl_seconds')
  return written === undefined ? null : Number(written)
}

function componentsOf(value: unknown): readonly Json[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw parameter('Param components must be a list of components.')
  return value
}

/** Only what was decided once may be edited; what is approved, once a day and ten times a month. */
export function editTemplate(call: AccountCall): Json {
  requireManagement(call.token)
  const { account, params, publisher } = call
  const template = templateOf(call)
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status))
    throw parameter('Message templates can only be edited when approved, rejected or paused.')
  const now = account.now()
  const edits = template.edits.filter((at) => now - at < 30 * DAY)
  const isLimited = template.status === 'APPROVED' && account.waba.faults.templateRate
  if (isLimited && (edits.length >= 10 || edits.some((at) => now - at < DAY))) {
    throw parameter('You can edit an approved template once in 24 hours and ten times in 30 days.')
  }
  const category = text(params, 'category')?.toUpperCase() ?? template.category
  if (template.status === 'APPROVED' && category !== template.category)
    throw parameter('The category of an approved template cannot be changed.')
  const ttlSeconds = ttlOf(params) ?? template.ttlSeconds
  checkTtl(ttlSeconds, category)
  const components = params.components === undefined ? template.components : rewritten(call, { ...template, category })
  const reviewDueAt = Date.now() + REVIEW_MS
  // What was rejected or paused is edited as often as need be.
  const counted = template.status === 'APPROVED' ? [...edits, now] : edits
  account.templates.patch(template, { category, components, ttlSeconds, status: 'PENDING', reviewDueAt, edits: counted })
  review(publisher, account, template)
  return { success: true, id: template.id, name: template.name, category }
}

/** What it becomes: judged like a new one, whose kind of message it keeps. */
function rewritten({ params, world, account }: AccountCall, template: TemplateRecord): readonly Json[] {
  const components = componentsOf(structure(params, 'components'))
  const displayFormat = JSON.stringify(template.components).includes('"ORDER_DETAILS"') ? 'ORDER_DETAILS' : undefined
  checkTemplate({ ...template, components, displayFormat }, handlesOf(world, account))
  return template.category === 'AUTHENTICATION' ? withWords(components, template.language) : withoutHandles(components)
}

export function deleteTemplates(call: AccountCall): Json {
  requireManagement(call.token)
  const { account, params, world, publisher } = call
  const ids = structure(params, 'hsm_ids')
  const one = text(params, 'hsm_id')
  const name = text(params, 'name')
  if (one === undefined && ids === undefined && name === undefined) throw parameter('The parameter name is required.')
  const chosen = [...account.templates.values()].filter((template) => {
    if (Array.isArray(ids)) return ids.map(String).includes(template.id)
    return one === undefined ? template.name === name : template.id === one && (name === undefined || template.name === name)
  })
  if (chosen.length === 0) throw parameter(`Message template ${name ?? one ?? ''} was not found.`)
  for (const template of chosen) {
    holdName(account, template)
    account.templates.remove(template.id)
    world.forget(template.id)
    tellStatus(publisher, account, { ...template, status: 'DELETED' })
  }
  return { success: true }
}

/** Decides when its time has come; called again for what was pending when the simulator stopped. */
export function review(publisher: Publisher, account: Account, template: TemplateRecord): void {
  if (template.reviewDueAt === null) return
  account.after(Math.max(0, template.reviewDueAt - Date.now()), () => {
    if (account.templates.get(template.id) !== template || template.reviewDueAt === null) return
    const reason = rejection(template)
    account.templates.patch(template, {
      status: reason === null ? 'APPROVED' : 'REJECTED',
      rejectedReason: reason ?? 'NONE',
      reviewDueAt: null,
    })
    tellStatus(publisher, account, template)
  })
}
