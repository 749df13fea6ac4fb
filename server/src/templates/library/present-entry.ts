/** An entry of Meta's library in the shape that templates have, so that everything that draws one draws it too. Pure. */
import type { LibraryEntry } from '@recado/cloud-api/templates'
import type { LibraryTemplate } from '@recado/contract/template-library'

export function presentEntry(entry: LibraryEntry): LibraryTemplate {
  const { id, name, language, category, header, body, footer, buttons } = entry
  const example = entry.body_params.length > 0 ? { example: { body_text: [entry.body_params] } } : {}
  return {
    id,
    name,
    language,
    category,
    topic: entry.topic ?? '',
    useCase: entry.usecase ?? '',
    industries: entry.industry,
    components: [
      ...(header === null ? [] : [{ type: 'HEADER', format: 'TEXT', text: header }]),
      ...(body === null ? [] : [{ type: 'BODY', text: body, ...example }]),
      ...(footer === null ? [] : [{ type: 'FOOTER', text: footer }]),
      ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
    ],
    parameterTypes: entry.body_param_types,
  }
}
