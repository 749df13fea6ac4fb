import type { ConversationView } from '@recado/contract/conversations'
import type { TeamMoved, TeamView } from '@recado/contract/teams'
import { nextArrival, wholeSecond } from '../../messages/arrival.ts'
import { presentMessage } from '../../messages/present.ts'
import { newId } from '../../platform/ids.ts'
import type { TxScope } from '../../platform/scope.ts'
import { accessTeam, listTeams } from '../../teams/teams.ts'
import { accessConversation } from '../access.ts'
import { announce } from '../announce.ts'
import { audienceOf } from '../present.ts'
import { type JoinedRow, presentJoined } from '../queries.ts'

/**
 * Hands a conversation to a team. Its owner keeps it only as a member of that team; else it waits in the team's line for whoever takes it.
 * The history tells who moved it, from where and to where.
 */
export async function moveToTeam(scope: TxScope, id: string, teamId: string | null): Promise<ConversationView> {
  const before = await accessConversation(scope, id, 'change')
  if (before.team_id === teamId) return presentJoined(before)
  const to = teamId === null ? null : await accessTeam(scope, teamId)
  const from = before.team_id === null ? null : ((await listTeams(scope)).find((team) => team.id === before.team_id) ?? null)
  const after = inLineOf(before, to)
  const { team_id, assignee_id, status } = after
  await scope.db
    .updateTable('conversation')
    .set({ team_id, assignee_id, status })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', before.id)
    .execute()
  const message = await noteMove(scope, before.id, { type: 'team_changed', from: named(from), to: named(to) })
  const conversation = presentJoined(after)
  await announce(scope, { event: { type: 'message.created', message, conversation }, audience: audienceOf(after, before) })
  return conversation
}

function inLineOf(before: JoinedRow, team: TeamView | null): JoinedRow {
  const moved = { ...before, team_id: team?.id ?? null }
  if (team === null || before.assignee_id === null || team.memberIds.includes(before.assignee_id)) return moved
  return { ...moved, assignee_id: null, assignee_name: null, status: before.status === 'open' ? 'pending' : before.status }
}

const named = (team: TeamView | null) => (team === null ? null : { id: team.id, name: team.name })

/** A line of the history that goes to nobody: without words, so that no search of messages finds it. */
async function noteMove(scope: TxScope, conversationId: string, content: TeamMoved) {
  const { actor } = scope
  const row = await scope.db
    .insertInto('message')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      conversation_id: conversationId,
      direction: 'out',
      type: 'system',
      content: JSON.stringify(content),
      text: '',
      sent_at: wholeSecond(scope.now),
      arrival: await nextArrival(scope.db),
      author_id: actor.kind === 'person' ? actor.userId : null,
      api_key_id: actor.kind === 'api_key' ? actor.keyId : null,
      origin: actor.kind === 'person' ? 'inbox' : 'api',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentMessage(row, actor.kind === 'person' ? actor.name : null)
}
