import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyProps } from '../inbox/kinds/drawable.ts'
import { NamedBody } from '../inbox/kinds/NamedBody.tsx'
import { MessageText } from '../inbox/MessageText.tsx'
import { FileState } from './FileState.tsx'
import { frameOf } from './frame.ts'
import { useLink } from './links.ts'
import classes from './media.module.css'
import type { Shown } from './shown.ts'
import { useThreadFiles } from './thread-files.ts'

const Lightbox = lazy(() => import('./Lightbox.tsx'))

/** A photo or a sticker. */
export default function PictureBody({ message }: BodyProps) {
  const { media } = message
  return media ? <Picture message={message} media={media} /> : <NamedBody message={message} />
}

function Picture({ message, media }: BodyProps & { media: NonNullable<BodyProps['message']['media']> }) {
  const { t } = useTranslation('media')
  const { link, renew } = useLink(media)
  const files = useThreadFiles(message.conversationId)
  const [open, setOpen] = useState<Shown[] | null>(null)
  const isSticker = media.kind === 'sticker'
  const size = isSticker ? { width: 128, height: 128 } : frameOf(media)
  const what = t(`kind.${media.kind}`)
  // A sticker is small and may move; the preview of a large one moves as well.
  const source = isSticker ? link?.url : (link?.previewUrl ?? link?.url)
  return (
    <>
      {media.state === 'ready' ? (
        <button
          type="button"
          className={classes.picture}
          data-sticker={isSticker || undefined}
          style={size}
          aria-label={t('open', { what: message.text || what })}
          onClick={() => setOpen(files())}
        >
          {source ? <img src={source} alt={message.text || what} style={size} onError={renew} draggable={false} /> : null}
        </button>
      ) : (
        <span className={classes.place} style={size}>
          <FileState media={media} />
        </span>
      )}
      {message.text ? <MessageText text={message.text} /> : null}
      {open ? (
        <Suspense fallback={null}>
          <Lightbox files={open} first={media.id} close={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </>
  )
}
