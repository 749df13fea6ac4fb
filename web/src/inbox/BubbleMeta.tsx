import { useText } from '../i18n/use-text.ts'
import classes from './Bubble.module.css'
import { Ticks } from './Ticks.tsx'
import type { ThreadMessage } from './thread-rows.ts'
import { useWords } from './use-words.ts'

/** Who, when and how far it got. The exact times come into it while the pointer or the focus is on the bubble (BubbleTools). */
export function BubbleMeta({ entry }: { entry: ThreadMessage }) {
  const t = useText('inbox')
  const { format } = useWords()
  if (entry.kind === 'waiting') {
    const status = entry.item.refused ? 'failed' : 'queued'
    return (
      <span className={classes.meta}>
        <span>{entry.item.refused ? format.time(entry.item.at) : t('status.queued')}</span>
        <Ticks status={status} />
      </span>
    )
  }
  const { message } = entry
  const origin =
    message.origin === 'phone' || message.origin === 'api' || message.origin === 'automatic'
      ? t(`origin.${message.origin}`)
      : (message.author?.name.split(' ')[0] ?? null)
  const isQueued = message.status === 'queued' || message.status === 'sending'
  return (
    <span className={classes.meta} data-meta="">
      {message.editedAt && !message.revokedAt ? <span title={format.dateTime(message.editedAt)}>{t('bubble.edited')} ·</span> : null}
      {message.direction === 'out' && origin ? <span>{origin} ·</span> : null}
      <time dateTime={message.at}>{format.time(message.at)}</time>
      {isQueued ? <span>· {t('status.queued')}</span> : null}
      {message.status ? <Ticks status={message.status} /> : null}
    </span>
  )
}
