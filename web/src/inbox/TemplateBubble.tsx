import { templateValues } from '@recado/contract/template-send/read'
import { IconMessage2Code } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TemplatePreview } from '../templates/TemplatePreview.tsx'
import { categoryWord } from '../templates/template-words.ts'
import { useTemplate } from '../templates/use-templates.ts'
import bubble from './Bubble.module.css'
import { MessageText } from './MessageText.tsx'
import classes from './TemplateBubble.module.css'
import { useInbox } from './use-inbox.ts'

interface Props {
  conversationId: string
  /** Meta's template object as it was sent. */
  sent: Readonly<Record<string, unknown>>
  /** What the message reads as, while or where the template itself is not known. */
  fallback: string
  isFailed: boolean
  meta: ReactNode
}

/** Drawn as WhatsApp draws it. A template that was deleted since is shown by its words alone. */
export function TemplateBubble({ conversationId, sent, fallback, isFailed, meta }: Props) {
  const { t } = useTranslation('templates')
  const name = typeof sent.name === 'string' ? sent.name : ''
  const language = languageOf(sent.language)
  const wabaId = useInbox((state) => state.inbox?.numbers[state.inbox.conversations[conversationId]?.numberId ?? '']?.wabaId)
  const template = useTemplate({ wabaId, name, language })
  const components = Array.isArray(sent.components) ? sent.components : []
  return (
    <>
      <span className={classes.caption}>
        <IconMessage2Code size={14} stroke={2} aria-hidden="true" />
        {t('bubble.template')} <b className={classes.name}>{name}</b>
        {template ? ` · ${t(`category.${categoryWord(template.category)}`)}` : null}
      </span>
      <div
        className={template ? `${bubble.bubble} ${classes.template}` : bubble.bubble}
        data-failed={isFailed || undefined}
        tabIndex={-1}
        data-bubble=""
      >
        {template ? (
          <TemplatePreview template={template} values={templateValues(template, components)} meta={meta} />
        ) : (
          <>
            <MessageText text={fallback} />
            {meta}
          </>
        )}
      </div>
    </>
  )
}

function languageOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' ? value.code : ''
}
