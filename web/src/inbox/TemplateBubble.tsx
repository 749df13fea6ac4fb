import { IconMessage2Code } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useTemplate } from '../templates/use-templates.ts'
import bubble from './Bubble.module.css'
import { MessageText } from './MessageText.tsx'
import classes from './TemplateBubble.module.css'
import { useInbox } from './use-inbox.ts'

const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const
const SentTemplate = lazy(() => import('../templates/SentTemplate.tsx'))

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
  const t = useText('templates')
  const wabaId = useInbox((state) => state.inbox?.numbers[state.inbox.conversations[conversationId]?.numberId ?? '']?.wabaId)
  const name = typeof sent.name === 'string' ? sent.name : ''
  const template = useTemplate({ wabaId, name, language: languageOf(sent.language) })
  const category = CATEGORIES.find((known) => known === template?.category)
  const words = (
    <>
      <MessageText text={fallback} />
      {meta}
    </>
  )
  return (
    <>
      <span className={classes.caption}>
        <IconMessage2Code size={14} stroke={2} aria-hidden="true" />
        {t('bubble.template')} <b className={classes.name}>{name}</b>
        {category ? ` · ${t(`category.${category}`)}` : null}
      </span>
      <div className={`${bubble.bubble} ${classes.template}`} data-failed={isFailed || undefined} tabIndex={-1} data-bubble="">
        <Suspense fallback={<span className={classes.words}>{words}</span>}>
          {template ? <SentTemplate template={template} sent={sent} meta={meta} /> : <span className={classes.words}>{words}</span>}
        </Suspense>
      </div>
    </>
  )
}

function languageOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' ? value.code : ''
}
