import { Button } from '@mantine/core'
import type { DraftMessage } from '@recado/contract/messages'
import { IconCornerDownLeft } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import bubble from '../Bubble.module.css'
import { drawableDraft } from '../kinds/drawable.ts'
import { MessageBody } from '../kinds/MessageBody.tsx'
import classes from './compose.module.css'
import type { FormProps } from './form.ts'

interface Props extends FormProps {
  /** As far as it has come; sent when nothing is missing. */
  draft: DraftMessage
  /** The words of it, for the list and while it waits. */
  text: string
  /** The labels of what is not filled in yet, or not rightly. */
  missing: readonly string[]
  children: ReactNode
}

/** A form, beside it the bubble as it will look, and one button. */
export function FormFrame({ conversationId, send, draft, text, missing, children }: Props) {
  const { t } = useTranslation('compose')
  const format = useFormat()
  const [wasTried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) send(draft, text)
  }
  return (
    <form className={classes.frame} onSubmit={submit} noValidate>
      <div className={classes.fields}>{children}</div>
      <div className={classes.stage} inert>
        <span className={classes.caption}>{t('preview')}</span>
        <div className={bubble.row} data-side="out">
          <div className={bubble.bubble}>
            <MessageBody message={drawableDraft(conversationId, draft, text)} />
          </div>
        </div>
      </div>
      <div className={classes.end}>
        <span className={classes.missing} role="status" data-tried={wasTried || undefined}>
          {missing.length > 0 ? t('missing', { count: missing.length, what: format.list(missing) }) : ''}
        </span>
        <Button
          type="submit"
          size="lg"
          rightSection={<IconCornerDownLeft size={14} stroke={2} aria-hidden="true" />}
          aria-disabled={missing.length > 0}
        >
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
