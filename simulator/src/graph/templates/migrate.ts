/** POST {waba}/migrate_message_templates: templates of another account of the same business are copied here. */
import type { Account } from '../../world/account.ts'
import { nodeId } from '../../world/ids.ts'
import type { Json, TemplateRecord } from '../../world/records.ts'
import { requireManagement } from '../access.ts'
import { type AccountCall, required, structure } from '../call.ts'
import { parameter } from '../refusal.ts'

export function migrateTemplates({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  const source = world.accounts.get(required(params, 'source_waba_id'))
  if (!source || source === account || !isSameBusiness(source, account))
    throw parameter('Param source_waba_id must be another account of the same business.')
  const asked = structure(params, 'template_ids')
  const ids = Array.isArray(asked) ? asked.map(String) : [...source.templates.values()].map(({ id }) => id)
  const migrated: string[] = []
  const failed: Record<string, string> = {}
  for (const id of ids) {
    const template = source.templates.get(id)
    const obstacle = template ? obstacleOf(account, template) : 'Template not found'
    if (!template || obstacle !== null) {
      failed[id] = obstacle ?? 'Template not found'
      continue
    }
    const copy = account.templates.save({
      ...template,
      id: nodeId(),
      qualityScore: 'UNKNOWN',
      createdAt: Date.now(),
      reviewDueAt: null,
      edits: [],
      pauses: 0,
    })
    world.register(copy.id, 'template', account)
    migrated.push(id)
  }
  return { migrated_templates: migrated, failed_templates: failed }
}

/** Accounts that were opened for one owner carry its name. */
const isSameBusiness = (a: Account, b: Account): boolean => a.waba.businessName === b.waba.businessName

function obstacleOf(account: Account, { name, language, status, qualityScore }: TemplateRecord): string | null {
  if (status !== 'APPROVED') return 'Template is not approved'
  if (qualityScore !== 'GREEN' && qualityScore !== 'UNKNOWN') return 'Template quality is too low'
  const isTaken = [...account.templates.values()].some((each) => each.name === name && each.language === language)
  return isTaken ? 'Template already exists in the destination account' : null
}
