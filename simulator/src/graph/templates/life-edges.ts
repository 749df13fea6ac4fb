/** The Graph API's own words for a template's later life. */
import type { Json, TemplateRecord } from '../../world/records.ts'
import { requireManagement } from '../access.ts'
import { type AccountCall, required } from '../call.ts'
import { parameter, unknownNode } from '../refusal.ts'
import { bringBack, putAway, unpause } from './life.ts'

export function unpauseTemplate(call: AccountCall): Json {
  requireManagement(call.token)
  const { account, publisher, path, method } = call
  const template = account.templates.get(path[0] ?? '')
  if (!template) throw unknownNode(method, path[0] ?? '')
  if (template.status !== 'PAUSED') throw parameter('Only a paused template can be unpaused.')
  unpause({ publisher, account, template })
  return { success: true, reason: 'The template was unpaused.' }
}

/** POST {waba}/message_templates/archive and …/unarchive, with `hsm_ids` as one line. */
export function storeAway(call: AccountCall): Json {
  requireManagement(call.token)
  const { account, publisher, params, path } = call
  const isArchive = path[2] === 'archive'
  const done: string[] = []
  const failed: Record<string, string> = {}
  for (const id of required(params, 'hsm_ids').split(',')) {
    const template = account.templates.get(id.trim())
    const obstacle = obstacleOf(template, isArchive)
    if (template === undefined || obstacle !== null) {
      failed[id.trim()] = obstacle ?? 'Template not found'
      continue
    }
    if (isArchive) putAway({ publisher, account, template })
    else bringBack({ publisher, account, template })
    done.push(template.id)
  }
  return { [isArchive ? 'archived_templates' : 'unarchived_templates']: done, failed_templates: failed }
}

function obstacleOf(template: TemplateRecord | undefined, isArchive: boolean): string | null {
  if (!template) return 'Template not found'
  if (isArchive) return template.status === 'APPROVED' || template.status === 'PAUSED' ? null : 'Template cannot be archived in its status'
  return template.status === 'ARCHIVED' ? null : 'Template is not archived'
}
