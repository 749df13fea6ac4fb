import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { metaTemplate } from '@recado/contract/template-draft/meta'
import type { TemplateField } from '@recado/contract/template-send/field'
import { templateFields } from '@recado/contract/template-send/fields'
import { useTranslation } from 'react-i18next'
import { PreviewStage } from '../PreviewStage.tsx'
import { shownSample } from './sample-pictures.ts'

/** The draft as it will arrive, filled with its samples. Meta's own words of a code stand here in the reader's language. */
export function DraftPreview({ draft, title }: { draft: TemplateDraft; title?: string }) {
  const { t } = useTranslation(['builder', 'templates'])
  const { parameter_format: parameterFormat, components, ...template } = metaTemplate(draft)
  const view = {
    ...template,
    id: '',
    metaTemplateId: '',
    wabaId: '',
    status: 'APPROVED',
    parameterFormat,
    components: draft.category === 'AUTHENTICATION' ? codeWords() : components,
    rejectedReason: null,
    quality: null,
    syncedAt: '',
  }
  const values = Object.fromEntries(templateFields(view).map((field) => [field.id, sampleOf(field)]))
  const files = Object.fromEntries([
    ['header.file', shownSample(draft.header.file)],
    ...draft.cards.map(({ file }, at) => [`card.${at}.header.file`, shownSample(file)]),
  ])
  return <PreviewStage template={view} values={values} files={files} title={title ?? t('templates:page.preview')} />

  function sampleOf({ place, name, example }: TemplateField): string {
    if (place === 'code') return '123456'
    if (place === 'location') return name === 'name' ? t('place') : ''
    return example ?? ''
  }

  function codeWords() {
    const { recommendation, expirationMinutes: minutes, button } = draft.code
    const body = [t('code.body', { 1: '{{1}}' }), recommendation ? t('code.recommendation') : ''].filter(Boolean).join(' ')
    return [
      { type: 'BODY', text: body },
      ...(minutes === null ? [] : [{ type: 'FOOTER', text: t('code.expires', { minutes }) }]),
      { type: 'BUTTONS', buttons: [{ type: 'OTP', text: button.trim() || t('code.button') }] },
    ]
  }
}
