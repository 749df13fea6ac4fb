import { IconDownload, IconFile, IconFileTypePdf } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyProps } from '../inbox/kinds/drawable.ts'
import { NamedBody } from '../inbox/kinds/NamedBody.tsx'
import { MessageText } from '../inbox/MessageText.tsx'
import { FileState } from './FileState.tsx'
import { fileSize } from './file-size.ts'
import { saveFile } from './links.ts'
import classes from './media.module.css'
import { isViewable, type Shown } from './shown.ts'
import { useThreadFiles } from './thread-files.ts'

const Lightbox = lazy(() => import('./Lightbox.tsx'))

export default function DocumentBody({ message }: BodyProps) {
  const { media } = message
  return media ? <Document message={message} media={media} /> : <NamedBody message={message} />
}

function Document({ message, media }: BodyProps & { media: NonNullable<BodyProps['message']['media']> }) {
  const { t, i18n } = useTranslation('media')
  const files = useThreadFiles(message.conversationId)
  const [open, setOpen] = useState<Shown[] | null>(null)
  const written = message.content.filename
  const name = typeof written === 'string' && written !== '' ? written : (media.fileName ?? t('kind.document'))
  const Icon = media.mimeType === 'application/pdf' ? IconFileTypePdf : IconFile
  const facts = [extensionOf(name), media.size === null ? null : fileSize(media.size, i18n.language)].filter(Boolean).join(' · ')
  const caption = message.text === name ? '' : message.text
  const show = () => (isViewable(media) ? setOpen(files()) : void saveFile(media.id))
  return (
    <>
      <span className={classes.document}>
        <span className={classes.documentIcon}>
          <Icon size={24} stroke={1.5} aria-hidden="true" />
        </span>
        <span className={classes.documentText}>
          <span className={classes.documentName} title={name}>
            {name}
          </span>
          {media.state === 'ready' ? <span className={classes.quiet}>{facts}</span> : <FileState media={media} />}
        </span>
        {media.state === 'ready' ? (
          <>
            {isViewable(media) ? (
              <button type="button" className={classes.documentButton} onClick={show} aria-label={t('open', { what: name })} data-cover="">
                <span className={classes.spoken}>{t('open', { what: name })}</span>
              </button>
            ) : null}
            <button type="button" className={classes.documentSave} onClick={() => void saveFile(media.id)} aria-label={t('save', { name })}>
              <IconDownload size={18} stroke={1.75} />
            </button>
          </>
        ) : null}
      </span>
      {caption ? <MessageText text={caption} /> : null}
      {open ? (
        <Suspense fallback={null}>
          <Lightbox files={open} first={media.id} close={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** PDF, DOCX; nothing for a name without one. */
function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? ''
}
