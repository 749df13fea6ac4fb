import type { TemplateView } from '@recado/contract/numbers'
import type { TemplateRow } from './access.ts'

export function presentTemplate(row: TemplateRow): TemplateView {
  return {
    id: row.id,
    metaTemplateId: row.meta_template_id,
    wabaId: row.waba_id,
    name: row.name,
    language: row.language,
    category: row.category,
    status: row.status,
    parameterFormat: row.parameter_format.toUpperCase() === 'NAMED' ? 'NAMED' : 'POSITIONAL',
    components: componentsOf(row.components),
    rejectedReason: row.rejected_reason,
    quality: row.quality,
    syncedAt: row.synced_at.toISOString(),
  }
}

type Component = TemplateView['components'][number]

/** Looked at, not parsed: hundreds are read at once, and their shape was parsed when they came from Meta. */
const componentsOf = (value: unknown): Component[] => (Array.isArray(value) ? value.filter(isComponent) : [])

const isComponent = (value: unknown): value is Component =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
