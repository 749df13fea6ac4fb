import { Modal } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useLatest } from '../inbox/use-inbox.ts'
import classes from './Lightbox.module.css'
import { saveFile, useLink } from './links.ts'
import type { Shown } from './shown.ts'
import { useZoom } from './use-zoom.ts'

interface Props {
  files: readonly Shown[]
  /** media.id of the one that was chosen */
  first: string
  close(): void
}

/** One file as large as the window, with its neighbours by arrow keys. */
export default function Lightbox({ files, first, close }: Props) {
  const { t } = useTranslation('media')
  const format = useFormat()
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      files.findIndex(({ media }) => media.id === first),
    ),
  )
  const shown = files[at]
  const zoom = useZoom(at)
  const step = (by: number) => setAt((now) => Math.min(files.length - 1, Math.max(0, now + by)))
  const onKey = useLatest((event: KeyboardEvent) => {
    const isInPlayer = event.target instanceof HTMLVideoElement
    if (event.key === 'ArrowLeft' && !isInPlayer) step(-1)
    else if (event.key === 'ArrowRight' && !isInPlayer) step(1)
    else if (event.key === '+' || event.key === '=') zoom.by(1.5)
    else if (event.key === '-') zoom.by(1 / 1.5)
    else if (event.key === '0') zoom.reset()
    else return
    event.preventDefault()
  })
  // On the window: the keys work from the first moment, wherever the focus is.
  useLayoutEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onKey])
  if (!shown) return null
  const { media, caption } = shown
  const isPicture = media.kind === 'image' || media.kind === 'sticker'
  const name = media.fileName ?? t(`kind.${media.kind}`)
  return (
    <Modal.Root opened onClose={close} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content classNames={{ content: classes.box ?? '' }} aria-label={t('lightbox.label')}>
        <div className={classes.bar}>
          <span className={classes.about}>
            <strong>{caption || name}</strong>
            <span>{format.dateTime(shown.at)}</span>
          </span>
          <span className={classes.count}>{files.length > 1 ? t('lightbox.place', { at: at + 1, count: files.length }) : null}</span>
          {isPicture ? (
            <>
              <Tool label={t('lightbox.zoomOut')} Icon={IconZoomOut} run={() => zoom.by(1 / 1.5)} />
              <Tool label={t('lightbox.zoomIn')} Icon={IconZoomIn} run={() => zoom.by(1.5)} />
            </>
          ) : null}
          <Tool label={t('save', { name })} Icon={IconDownload} run={() => void saveFile(media.id)} />
          <Tool label={t('lightbox.close')} Icon={IconX} run={close} />
        </div>
        <div className={classes.stage}>
          <ShownFile key={media.id} shown={shown} zoom={zoom} />
          {at > 0 ? (
            <button type="button" className={classes.arrow} data-side="left" aria-label={t('lightbox.previous')} onClick={() => step(-1)}>
              <IconChevronLeft size={28} aria-hidden="true" />
            </button>
          ) : null}
          {at < files.length - 1 ? (
            <button type="button" className={classes.arrow} data-side="right" aria-label={t('lightbox.next')} onClick={() => step(1)}>
              <IconChevronRight size={28} aria-hidden="true" />
            </button>
          ) : null}
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

function ShownFile({ shown: { media, caption }, zoom }: { shown: Shown; zoom: ReturnType<typeof useZoom> }) {
  const { t } = useTranslation('media')
  const { link, renew, isUnshowable } = useLink(media)
  const name = caption || media.fileName || t(`kind.${media.kind}`)
  if (isUnshowable) return <p className={classes.unshowable}>{t('lightbox.unshowable')}</p>
  if (!link?.url) return null
  if (media.kind === 'video') {
    // biome-ignore lint/a11y/useMediaCaption: what customers film has no captions
    return <video className={classes.film} src={link.url} controls autoPlay playsInline onError={renew} aria-label={name} />
  }
  if (media.mimeType === 'application/pdf') return <iframe className={classes.page} src={link.url} title={name} />
  return <img className={classes.picture} src={link.url} alt={name} onError={renew} draggable={false} {...zoom.props} />
}

function Tool({ label, Icon, run }: { label: string; Icon: typeof IconX; run(): void }) {
  return (
    <button type="button" className={classes.tool} aria-label={label} title={label} onClick={run}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
    </button>
  )
}
