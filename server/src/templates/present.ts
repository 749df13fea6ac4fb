import { type TemplateView, templateView } from '@recado/contract/numbers'
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
    components: templateView.shape.components.parse(row.components),
    rejectedReason: row.rejected_reason,
    quality: row.quality,
    syncedAt: row.synced_at.toISOString(),
  }
}
