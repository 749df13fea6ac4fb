import type { TemplateView } from '@recado/contract/numbers'
import { type TemplateButton, type TemplateSegment, templatePicture } from '@recado/contract/template-text'
import {
  IconArrowBackUp,
  IconCopy,
  IconExternalLink,
  IconFile,
  IconHandClick,
  IconMapPin,
  IconPhone,
  IconPhoto,
  IconVideo,
} from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageText } from '../inbox/MessageText.tsx'
import { fieldLabel } from './field-label.ts'
import classes from './TemplatePreview.module.css'

interface Props {
  template: TemplateView
  values: Readonly<Record<string, string>>
  /** At the end of the text: the time, and ticks where it was sent. */
  meta?: ReactNode
  /** While filling: values are marked, and so is what is missing. */
  isDraft?: boolean
}

const BUTTONS: Readonly<Record<TemplateButton['kind'], typeof IconPhone>> = {
  reply: IconArrowBackUp,
  url: IconExternalLink,
  phone: IconPhone,
  copy: IconCopy,
  other: IconHandClick,
}
const MEDIA: Readonly<Record<string, typeof IconPhone>> = { IMAGE: IconPhoto, VIDEO: IconVideo, GIF: IconVideo, LOCATION: IconMapPin }

/** The inside of the bubble, as WhatsApp draws it. */
export function TemplatePreview({ template, values, meta, isDraft = false }: Props) {
  const picture = templatePicture(template, values)
  const Media = picture.headerMedia ? (MEDIA[picture.headerMedia] ?? IconFile) : null
  return (
    <>
      <div className={classes.body}>
        {Media ? (
          <div className={classes.media}>
            <Media size={24} stroke={1.5} aria-hidden="true" />
          </div>
        ) : null}
        {picture.header.length > 0 ? (
          <div className={classes.header}>
            <Segments segments={picture.header} isDraft={isDraft} />
          </div>
        ) : null}
        <Segments segments={picture.body} isDraft={isDraft} />
        <div className={classes.footer}>
          {picture.footer}
          {meta}
        </div>
      </div>
      {picture.buttons.map((button, at) => {
        const Icon = BUTTONS[button.kind]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no other identity than their place
          <div className={classes.button} key={at}>
            <Icon size={16} stroke={2} aria-hidden="true" />
            {button.text}
          </div>
        )
      })}
    </>
  )
}

/** Sent text is drawn in one piece, so that a marker may begin in the template and end in a value, as WhatsApp does it. */
function Segments({ segments, isDraft }: { segments: readonly TemplateSegment[]; isDraft: boolean }) {
  const { t } = useTranslation('templates')
  if (!isDraft)
    return (
      <MessageText
        text={segments.map((segment) => ('text' in segment ? segment.text : segment.value || `{{${segment.field.name}}}`)).join('')}
      />
    )
  return (
    <span className={classes.draft}>
      {segments.map((segment, at) => {
        const key = `${at}`
        if ('text' in segment) return <Fragment key={key}>{<MessageText text={segment.text} />}</Fragment>
        const isMissing = segment.value.trim() === ''
        return (
          <span key={key} className={isMissing ? classes.missing : classes.value}>
            {isMissing ? fieldLabel(t, segment.field) : segment.value}
          </span>
        )
      })}
    </span>
  )
}
