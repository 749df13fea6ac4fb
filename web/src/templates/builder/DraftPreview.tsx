import { metaTemplate, type TemplateDraft } from '@recado/contract/template-draft/draft'
import { templateFields } from '@recado/contract/template-text'
import { useTranslation } from 'react-i18next'
import { PreviewStage } from '../PreviewStage.tsx'

/** The draft as it will arrive, filled with its samples. Meta's own words of a code stand here in the reader's language. */
export function DraftPreview({ draft }: { draft: TemplateDraft }) {
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
  const values = Object.fromEntries(
    templateFields(view).map((field) => [field.id, field.place === 'code' ? '123456' : (field.example ?? '')]),
  )
  return <PreviewStage template={view} values={values} title={t('templates:page.preview')} />

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
