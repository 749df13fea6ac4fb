import { IconDeviceMobile } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../api.ts'
import { useText } from '../../i18n/use-text.ts'
import { useAbility } from '../../session/me.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { showToast } from '../../ui/toasts.ts'
import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { fields, said } from './reading.ts'

const KNOWN = ['poll', 'poll_vote', 'event', 'video_note', 'button', 'edit', 'view_once', 'pin', 'list', 'interactive'] as const

/**
 * WhatsApp told us that something came and not what, or it is a kind from after this version. It says so and where it can be seen;
 * who looks after the installation sees what arrived.
 */
export default function UnknownBody({ message }: BodyProps) {
  const t = useText('kinds')
  const isUnsupported = message.type === 'unsupported' || message.type === 'unknown' || message.type === 'errors'
  const inner = said(fields(message.content).type)
  const kind = KNOWN.find((known) => known === inner)
  const error = message.marks?.errors?.[0]
  return (
    <span className={classes.card}>
      <span className={classes.kind}>
        <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" />
        {kind ? t(`unknown.kind.${kind}`) : isUnsupported ? t('unknown.title') : t('unknown.newKind', { type: message.type })}
      </span>
      {message.text ? <MessageText text={message.text} /> : <span className={classes.second}>{t('unknown.where')}</span>}
      {error ? (
        <span className={classes.third}>
          {error.details ?? error.title} · {error.code}
        </span>
      ) : null}
      <Raw message={message} />
    </span>
  )
}

function Raw({ message: { conversationId, messageId } }: BodyProps) {
  const t = useText('kinds')
  const isAdmin = useAbility('workspace.manage')
  const problemText = useProblemText()
  const [raw, setRaw] = useState<string | null>(null)
  if (!isAdmin || messageId === null) return null
  const read = () =>
    api.get<{ raw: unknown }>(`/conversations/${conversationId}/messages/${messageId}/raw`).then(
      (answer) => setRaw(JSON.stringify(answer.raw, null, 2)),
      (error: unknown) => showToast(problemText(error), { tone: 'danger' }),
    )
  return raw === null ? (
    <button type="button" className={classes.plain} onClick={() => void read()}>
      {t('unknown.raw')}
    </button>
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <pre className={classes.raw} tabIndex={0}>
      {raw}
    </pre>
  )
}
