import { z } from 'zod'
import { TAG_COLORS } from './contact-words.ts'

const name = z.string().trim().min(1).max(40)
const color = z.enum(TAG_COLORS)
const memberIds = z.array(z.uuid()).max(500)

/** People who take conversations from one line. Who may see a conversation does not depend on it. */
export const teamView = z.object({ id: z.uuid(), name: z.string(), color, memberIds: z.array(z.uuid()) })
export type TeamView = z.infer<typeof teamView>

export const newTeam = z.object({ name, color: color.default('slate'), memberIds: memberIds.default([]) })
export type NewTeam = z.infer<typeof newTeam>

/** `memberIds` replaces all of them. */
export const teamPatch = z.object({ name: name.optional(), color: color.optional(), memberIds: memberIds.optional() })
export type TeamPatch = z.infer<typeof teamPatch>

/** POST /api/v1/conversations/{id}/team. null: no team's any more. */
export const teamMove = z.object({ teamId: z.uuid().nullable() })

/** What a history's line of type `system` holds where somebody moved the conversation; names as they were then. */
export const teamMoved = z.object({
  type: z.literal('team_changed'),
  from: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  to: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})
export type TeamMoved = z.infer<typeof teamMoved>
