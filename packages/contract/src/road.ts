/** The road to Tech Provider, as its screen shows it. Nothing here belongs to a workspace: it is the installation's own business. */
import { z } from 'zod'
import { ITEMS, type Item, type ItemId, PERMISSIONS, REASONS, type Reason } from './road-items.ts'

/** meta: the operator's own app at Meta · sandbox: the same road rehearsed on the simulator. Their records are kept apart. */
export const ground = z.enum(['meta', 'sandbox'])
export type Ground = z.infer<typeof ground>
export const permission = z.enum(PERMISSIONS)

/**
 * passed, failed: software saw it · unknown: it could not (not asked yet, asked too long ago, an error, silence, nonsense) · done: a person
 * says so · open: a person has not said so yet.
 */
export const itemState = z.enum(['passed', 'failed', 'unknown', 'done', 'open'])
export type ItemState = z.infer<typeof itemState>

/** What a check found. `code` is a stable word that screens put into a sentence with the facts. */
export const finding = z.object({
  state: z.enum(['passed', 'failed', 'unknown']),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.iso.datetime(),
})
export type Finding = z.infer<typeof finding>

export const fileView = z.object({
  id: z.uuid(),
  name: z.string(),
  mimeType: z.string(),
  /** Bytes */
  size: z.number(),
  createdAt: z.iso.datetime(),
  /** Of a video, as its container says; null where it does not. */
  video: z.object({ width: z.number().nullable(), height: z.number().nullable(), seconds: z.number().nullable() }).nullable(),
})
export type FileView = z.infer<typeof fileView>

/** A person's word on an item. */
export const mark = z.object({ done: z.boolean(), note: z.string(), at: z.iso.datetime(), by: z.string() })
export type Mark = z.infer<typeof mark>

export const itemView = z.object({
  id: z.string(),
  state: itemState,
  finding: finding.nullable(),
  mark: mark.nullable(),
  /** When a person's word stops counting. */
  expiresAt: z.iso.datetime().nullable(),
  files: z.array(fileView),
})
export type ItemView = z.infer<typeof itemView>

const DAY_MS = 86_400_000
/** A finding older than this says nothing about today. */
const STALE_MS = 3 * DAY_MS

/** The one place where an item's state comes from. A person's word replaces silence of the software, never its refusal. */
export function stateOf(item: Item, found: Finding | null, word: Mark | null, now: Date): ItemState {
  const isSaid = word?.done === true && now.getTime() < (expiryOf(item, word)?.getTime() ?? Number.POSITIVE_INFINITY)
  if (item.by === 'hand') return isSaid ? 'done' : 'open'
  const isFresh = found !== null && now.getTime() - new Date(found.at).getTime() < STALE_MS
  const state = isFresh ? found.state : 'unknown'
  return state === 'unknown' && isSaid ? 'done' : state
}

export function expiryOf(item: Item, word: Mark | null): Date | null {
  if (word?.done !== true || !('goodForDays' in item)) return null
  return new Date(new Date(word.at).getTime() + item.goodForDays * DAY_MS)
}

/** What still stands before App Review: nothing, and it is ready to submit. */
export function missingForReview(items: readonly Pick<ItemView, 'id' | 'state'>[]): ItemId[] {
  const states = new Map(items.map(({ id, state }) => [id, state]))
  return ITEMS.filter(({ id, need }) => need === 'submit' && !['passed', 'done'].includes(states.get(id) ?? 'unknown')).map(({ id }) => id)
}

const answer = z.string().trim().max(4000).default('')
const line = z.string().trim().max(300).default('')
const words = z.array(z.string().trim().min(1).max(120)).max(20).default([])
/** The operator's own facts: what the permission texts are made of. */
export const roadFacts = z.object({
  /** What kind of companies use it, e.g. clinics, bakeries. */
  clients: line,
  /** Who of them works in it, e.g. receptionists. */
  users: line,
  /** What they do in it, in the operator's own words, one thing per line. */
  daily: answer,
  /** What it is worth to them. */
  value: answer,
  /** Screens that the reviewer will see, by their names in the interface. */
  screens: words,
})
export type RoadFacts = z.infer<typeof roadFacts>

/** Meta's questions about data handling. */
export const dataHandling = z.object({
  processors: answer,
  responsible: line,
  country: line,
  authorityRequests: z.enum(['', 'none', 'some']).default(''),
  authorityDetails: answer,
  policies: z.array(z.enum(['legality', 'challenge', 'minimise', 'record'])).default([]),
})

export const roadSettings = z.object({
  businessId: z.string().trim().regex(/^\d*$/).max(30).default(''),
  configurationId: z.string().trim().regex(/^\d*$/).max(30).default(''),
  /** Which of the installation's apps; empty: the first. */
  appId: z.string().trim().regex(/^\d*$/).max(30).default(''),
  /** Of Meta's JavaScript SDK; empty: that of the Graph API. */
  signupVersion: z.string().trim().max(10).default(''),
  /** What Embedded Signup is given beyond what the flow itself needs. */
  signupExtras: z.record(z.string(), z.unknown()).default({}),
  /** The number that is shown to Meta: whose workspace, and which. */
  demo: z.object({ workspaceId: z.uuid(), numberId: z.uuid() }).nullable().default(null),
  reviewerEmail: z.string().trim().max(254).default(''),
  /** What the reviewer does, step by step, as in the videos. */
  reviewerSteps: answer,
  facts: roadFacts.default(roadFacts.parse({})),
  handling: dataHandling.default(dataHandling.parse({})),
})
export type RoadSettings = z.infer<typeof roadSettings>
/** `reviewerPassword` is written and never read back here; the pack has it. The demo number is one of the active workspace. */
export const roadChange = z
  .object({
    businessId: roadSettings.shape.businessId.removeDefault(),
    configurationId: roadSettings.shape.configurationId.removeDefault(),
    demoNumberId: z.uuid().nullable(),
    reviewerEmail: z.string().trim().max(254),
    reviewerPassword: z.string().max(200),
    reviewerSteps: z.string().trim().max(4000),
    facts: roadFacts,
    handling: dataHandling,
  })
  .partial()
export type RoadChange = z.infer<typeof roadChange>

export const roadView = z.object({
  ground,
  /** Whether an app is known there. */
  grounds: z.object({ meta: z.boolean(), sandbox: z.boolean() }),
  appId: z.string().nullable(),
  demo: z.object({ numberId: z.uuid(), wabaId: z.string(), phoneNumberId: z.string(), displayPhoneNumber: z.string() }).nullable(),
  settings: roadSettings,
  hasReviewerPassword: z.boolean(),
  items: z.array(itemView),
  missing: z.array(z.string()),
  checkedAt: z.iso.datetime().nullable(),
})
export type RoadView = z.infer<typeof roadView>

export const historyView = z.object({ items: z.array(finding) })
export const testCall = z.object({ permission })
export const testCallResult = z.object({ ok: z.boolean(), code: z.string(), facts: finding.shape.facts })
export type TestCallResult = z.infer<typeof testCallResult>

/** Texts are handed in in English; Portuguese is for whoever writes them. */
export const textLocale = z.enum(['en', 'pt-BR'])
export type TextLocale = z.infer<typeof textLocale>
/** stop: it would be turned down · warn: look again. */
export const textProblem = z.object({ code: z.string(), severity: z.enum(['stop', 'warn']), facts: finding.shape.facts })
export type TextProblem = z.infer<typeof textProblem>
export const textView = z.object({
  permission,
  locale: textLocale,
  body: z.string(),
  /** What would be made from the facts now. */
  draft: z.string(),
  problems: z.array(textProblem),
  updatedAt: z.iso.datetime().nullable(),
})
export type TextView = z.infer<typeof textView>
export const textChange = z.object({ body: z.string().trim().max(10_000) })

export const sceneView = z.object({
  id: z.string(),
  by: z.enum(['seen', 'said']),
  isNeeded: z.boolean(),
  /** software: it happened · person: somebody says so */
  tick: z.enum(['software', 'person']).nullable(),
})
export const rehearsalView = z.object({
  permission,
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  scenes: z.array(sceneView),
  missing: z.array(z.string()),
  /** Messages sent during a recording that should show none. */
  strayMessages: z.number(),
  video: fileView.nullable(),
})
export type RehearsalView = z.infer<typeof rehearsalView>
export const sceneSaid = z.object({ scene: z.string().max(40), said: z.boolean() })

export const newFile = z.object({
  item: z.string().max(60),
  name: z.string().trim().min(1).max(200),
  mimeType: z.enum(['video/webm', 'video/mp4', 'image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain']),
  size: z
    .number()
    .int()
    .min(1)
    .max(200 * 1024 * 1024),
})

const reasons = z.array(z.enum(Object.keys(REASONS) as [Reason, ...Reason[]])).max(12)

export const submissionView = z.object({
  id: z.uuid(),
  submittedAt: z.iso.datetime(),
  note: z.string(),
  outcome: z.enum(['waiting', 'approved', 'rejected']),
  answeredAt: z.iso.datetime().nullable(),
  answer: z.string(),
  reasons,
  /** Reasons that a person has dealt with. */
  mended: reasons,
})
export type SubmissionView = z.infer<typeof submissionView>
export const newSubmission = z.object({ note: z.string().trim().max(2000).default('') })
export const submissionChange = z.object({
  outcome: submissionView.shape.outcome,
  answer: z.string().trim().max(4000).default(''),
  reasons: reasons.default([]),
  mended: reasons.default([]),
})
