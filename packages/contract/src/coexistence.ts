/** A number that stays in the WhatsApp Business app and is used here as well: what its phone hands over, and how far that has come. */
import { z } from 'zod'

/**
 * due: Meta was not asked yet · asking: the request is under way · requested: Meta took the request, and nothing has come · received: it
 * is coming · done · declined: on the phone, sharing was refused · failed: see `problem` · missed: the 24 hours passed without a request.
 */
export const syncState = z.enum(['due', 'asking', 'requested', 'received', 'done', 'declined', 'failed', 'missed'])
export type SyncState = z.infer<typeof syncState>

/** Why a request did not go through. All but the last two are for ever: the number must leave Cloud API and come again. */
export const syncProblem = z.enum(['asked_before', 'too_late', 'refused', 'busy'])
export type SyncProblem = z.infer<typeof syncProblem>

const handover = z.object({
  state: syncState,
  askedAt: z.iso.datetime().nullable(),
  /** Meta's, for its support. */
  requestId: z.string().nullable(),
  receivedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  problem: syncProblem.nullable(),
  /** 0 to 100, as Meta counts; of contacts Meta tells none. */
  progress: z.number(),
  /** How many contacts or messages were stored from it. */
  items: z.number(),
})

/** Meta's words for why a number is not shared with its app any more, and a word of ours for one we do not know. */
export const leftReason = z.enum([
  'ACCOUNT_DISCONNECTED',
  'BUSINESS_DOWNGRADE',
  'CHANGE_NUMBER',
  'COMPANION_INACTIVITY',
  'PRIMARY_INACTIVITY',
  'USER_RE_REGISTERED',
  'unknown',
])

/** GET /api/v1/numbers/:id/coexistence */
export const coexistenceView = z.object({
  onboardedAt: z.iso.datetime(),
  /** The two requests can be made once each, until here. */
  deadline: z.iso.datetime(),
  contacts: handover,
  history: handover.extend({
    /** The furthest progress told of each: 0 the last day, 1 up to 90 days, 2 up to 180. */
    phases: z.array(z.object({ phase: z.number(), progress: z.number() })),
    /** Pieces that came and are still being put into conversations. */
    waiting: z.number(),
    /** Pieces that could not be read and were set aside. */
    givenUp: z.number(),
  }),
  /** null while the number is shared with its app. */
  left: z.object({ reason: leftReason, by: z.enum(['USER', 'SYSTEM']).nullable(), at: z.iso.datetime() }).nullable(),
})
export type CoexistenceView = z.infer<typeof coexistenceView>
export const numberCoexistence = z.object({ coexistence: coexistenceView.nullable() })
export type NumberCoexistence = z.infer<typeof numberCoexistence>
