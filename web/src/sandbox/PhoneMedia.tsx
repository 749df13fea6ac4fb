/** A photo, film, sound, document or sticker, as the customer's app draws it. */
import { IconFile } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageText } from '../inbox/MessageText.tsx'
import classes from './phone.module.css'
import { type PhoneMessage, phoneApi } from './phone-api.ts'

const Player = lazy(() => import('../media/Player.tsx').then(({ Player: component }) => ({ default: component })))

export const PHONE_MEDIA: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'document', 'sticker'])

interface Props {
  message: PhoneMessage
  wabaId: string
  /** Time and tick; floats at the end of the last line. */
  meta: ReactNode
  /** A voice note was listened to. */
  onPlayed(): void
}

export function PhoneMedia({ message, wabaId, meta, onPlayed }: Props) {
  const { t } = useTranslation('sandbox')
  const { type, content } = message
  const caption = text(content.caption)
  const source = text(content.dataUrl) || text(content.link) || phoneApi.mediaUrl(wabaId, text(content.id))
  return (
    <>
      {type === 'image' ? <img className={classes.picture} src={source} alt={caption || t('message.picture')} /> : null}
      {type === 'sticker' ? <img className={classes.sticker} src={source} alt={t('message.sticker')} /> : null}
      {type === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: what customers film has no captions
        <video
          className={classes.picture}
          src={source}
          controls
          preload="metadata"
          playsInline
          aria-label={caption || t('message.video')}
        />
      ) : null}
      {type === 'audio' ? (
        <Suspense fallback={<span className={classes.sound} />}>
          <span className={classes.sound}>
            <Player
              label={t(content.voice === true ? 'message.voice' : 'message.audio')}
              source={source}
              waveform={null}
              seconds={null}
              onPlay={onPlayed}
            />
          </span>
        </Suspense>
      ) : null}
      {type === 'document' ? (
        <a className={classes.document} href={source} download={text(content.filename) || t('message.document')}>
          <IconFile size={20} stroke={1.5} aria-hidden="true" />
          {text(content.filename) || t('message.document')}
        </a>
      ) : null}
      <span className={classes.words} data-words="">
        <MessageText text={caption} />
        {meta}
      </span>
    </>
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
