import type { InboxState } from '@recado/contract/events'
import { listNumbers } from '../numbers/queries.ts'
import type { TxScope } from '../platform/scope.ts'
import { listMembers } from '../team/members.ts'
import { presentWorkspace } from '../team/present.ts'
import { sightOf } from '../team/sight.ts'
import { listTeams } from '../teams/teams.ts'
import { listConversations } from './queries.ts'

/**
 * Where a browser starts: the newest conversations, the people and numbers they name, and the place in the event log all of it was
 * read at. Read in one snapshot of the database (see inSnapshot), so that state plus later events is newer state.
 */
export async function readSnapshot(scope: TxScope): Promise<InboxState> {
  const { seq, ...workspace } = await scope.db
    .selectFrom('workspace')
    .leftJoin('event_head', 'event_head.workspace_id', 'workspace.id')
    .selectAll('workspace')
    .select('event_head.seq')
    .where('workspace.id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  const page = await listConversations(scope, { sort: 'recent', limit: 50, status: 'pending,open' })
  const numbers = await listNumbers(scope)
  const members = await listMembers(scope)
  const teams = await listTeams(scope)
  return {
    seq: seq ?? 0,
    sight: sightOf(scope.actor).kind,
    conversations: Object.fromEntries(page.items.map((conversation) => [conversation.id, conversation])),
    threads: {},
    numbers: Object.fromEntries(numbers.map((number) => [number.id, number])),
    members: Object.fromEntries(members.map((member) => [member.userId, member])),
    teams: Object.fromEntries(teams.map((team) => [team.id, team])),
    workspace: presentWorkspace(workspace),
  }
}
