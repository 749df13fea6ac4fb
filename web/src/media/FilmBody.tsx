import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyProps } from '../inbox/kinds/drawable.ts'
import { NamedBody } from '../inbox/kinds/NamedBody.tsx'
import { MessageText } from '../inbox/MessageText.tsx'
import { FileState } from './FileState.tsx'
import { FilmStill } from './FilmStill.tsx'
import { useLink } from './links.ts'
import classes from './media.module.css'
import type { Shown } from './shown.ts'
import { useThreadFiles } from './thread-files.ts'

const Lightbox = lazy(() => import('./Lightbox.tsx'))
const FRAME = { width: 280, height: 180 }

/** A film shows its first picture, and plays in the lightbox. */
export default function FilmBody({ message }: BodyProps) {
  const { media } = message
  return media ? <Film message={message} media={media} /> : <NamedBody message={message} />
}

function Film({ message, media }: BodyProps & { media: NonNullable<BodyProps['message']['media']> }) {
  const { t } = useTranslation('media')
  const { link, renew } = useLink(media)
  const files = useThreadFiles(message.conversationId)
  const [open, setOpen] = useState<Shown[] | null>(null)
  return (
    <>
      {media.state === 'ready' ? (
        <button type="button" className={classes.picture} style={FRAME} onClick={() => setOpen(files())}>
          <span className={classes.spoken}>{t('open', { what: message.text || t('kind.video') })}</span>
          <FilmStill media={media} url={link?.url ?? null} size="large" onBroken={renew} />
        </button>
      ) : (
        <span className={classes.place} style={FRAME}>
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
