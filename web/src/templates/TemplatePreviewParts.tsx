/** What stands around the words of a template: file or place on top, the end of an offer, buttons. */
import type { TemplateButton } from '@recado/contract/template-send/picture'
import {
  IconArrowBackUp,
  IconClockHour4,
  IconCopy,
  IconExternalLink,
  IconFile,
  IconForms,
  IconHandClick,
  IconList,
  IconMapPin,
  IconPhone,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import type { ShownFile } from './shown-file.ts'
import classes from './TemplatePreview.module.css'

type Icon = typeof IconPhone

const MEDIA: Readonly<Record<string, Icon>> = { IMAGE: IconPhoto, VIDEO: IconVideo, GIF: IconVideo, LOCATION: IconMapPin }

interface HeaderProps {
  format: string
  file: ShownFile | undefined
  values: Readonly<Record<string, string>>
}

export function PreviewHeader({ format, file, values }: HeaderProps) {
  const { t } = useTranslation('templates')
  const Media = MEDIA[format] ?? IconFile
  const url = file?.url ?? null
  if (format === 'IMAGE' && url) return <img className={classes.picture} src={url} alt={file?.name ?? t('preview.picture')} />
  if (format === 'VIDEO' && url)
    return <video className={classes.picture} src={`${url}#t=0.1`} preload="metadata" muted playsInline aria-label={t('preview.video')} />
  const name = format === 'LOCATION' ? placeName(values) : (file?.name ?? '')
  return (
    <div className={classes.media}>
      <Media size={24} stroke={1.5} aria-hidden="true" />
      {name ? <span className={classes.fileName}>{name}</span> : null}
    </div>
  )
}

/** Its coordinates where it has no name. */
function placeName(values: Readonly<Record<string, string>>): string {
  const words = [values['header.name'], values['header.address']].filter(Boolean).join(' · ')
  return words || [values['header.latitude'], values['header.longitude']].filter(Boolean).join(' · ')
}

export function PreviewOffer({ text, end }: { text: string; end: string | undefined }) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  const at = end ? Date.parse(end) : Number.NaN
  return (
    <div className={classes.offer}>
      <IconClockHour4 size={20} stroke={1.75} aria-hidden="true" />
      <span>
        <b>{text}</b>
        {Number.isNaN(at) ? null : <span className={classes.second}>{t('preview.ends', { time: format.dateTime(at) })}</span>}
      </span>
    </div>
  )
}

const BUTTONS: Readonly<Record<TemplateButton['kind'], Icon>> = {
  reply: IconArrowBackUp,
  url: IconExternalLink,
  phone: IconPhone,
  copy: IconCopy,
  flow: IconForms,
  list: IconList,
  allow: IconPhone,
  other: IconHandClick,
}

export function PreviewButtons({ buttons }: { buttons: readonly TemplateButton[] }) {
  const { t } = useTranslation('templates')
  return buttons.map(({ kind, text }, at) => {
    const Icon = BUTTONS[kind]
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no other identity than their place
      <div className={classes.button} key={at}>
        <Icon size={16} stroke={2} aria-hidden="true" />
        {text || (kind === 'copy' ? t('preview.copy') : kind === 'allow' ? t('preview.allowCall') : '…')}
      </div>
    )
  })
}
