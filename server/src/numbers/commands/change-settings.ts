import type { NumberSettings, NumberView } from '@recado/contract/numbers'
import type { TxScope } from '../../platform/scope.ts'
import { accessTeam } from '../../teams/teams.ts'
import { accessNumber } from '../access.ts'
import { presentNumber } from '../present.ts'
import { announceNumbers } from './pause-number.ts'

/** What we do with a number, of which Meta knows nothing. */
export async function changeNumberSettings(scope: TxScope, id: string, change: NumberSettings): Promise<NumberView> {
  const number = await accessNumber(scope, id, 'numbers.connect')
  const { defaultTeamId = number.default_team_id, hours, awayText = number.away_text } = change
  if (defaultTeamId !== null) await accessTeam(scope, defaultTeamId)
  const settings = { default_team_id: defaultTeamId, away_text: awayText }
  await scope.db
    .updateTable('phone_number')
    .set({ ...settings, ...(hours !== undefined && { hours: hours === null ? null : JSON.stringify(hours) }) })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await announceNumbers(scope, { numberId: id })
  return presentNumber({ ...number, ...settings, ...(hours !== undefined && { hours }) })
}
