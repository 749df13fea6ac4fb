import type { TemplateView } from '@recado/contract/numbers'
import { type TemplatePicture, type TemplateSegment, templatePicture } from '@recado/contract/template-send/picture'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OrderTable } from '../inbox/kinds/OrderTable.tsx'
import { MessageText } from '../inbox/MessageText.tsx'
import { fieldLabel } from './field-label.ts'
import { NO_FILES, type ShownFiles } from './shown-file.ts'
import classes from './TemplatePreview.module.css'
import { PreviewButtons, PreviewHeader, PreviewOffer } from './TemplatePreviewParts.tsx'

interface Props {
  template: TemplateView
  values: Readonly<Record<string, string>>
  files?: ShownFiles
  /** At the end of the text: the time, and ticks where it was sent. */
  meta?: ReactNode
  /** While filling: values are marked, and so is what is missing. */
  isDraft?: boolean
}

/** The inside of the bubble, as WhatsApp draws it. */
export function TemplatePreview({ template, values, files = NO_FILES, meta, isDraft = false }: Props) {
  const picture = templatePicture(template, values)
  const of = { values, files, isDraft }
  return (
    <>
      <Part picture={picture} {...of} meta={meta} />
      {picture.cards.length > 0 ? (
        <div className={classes.cards}>
          {picture.cards.map((card) => (
            <div className={classes.card} key={card.headerId}>
              <Part picture={card} {...of} meta={null} />
            </div>
          ))}
        </div>
      ) : null}
    </>
  )
}

interface PartProps {
  picture: TemplatePicture
  values: Readonly<Record<string, string>>
  files: ShownFiles
  isDraft: boolean
  meta: ReactNode
}

function Part({ picture, values, files, isDraft, meta }: PartProps) {
  return (
    <>
      <div className={classes.body}>
        {picture.headerMedia ? <PreviewHeader format={picture.headerMedia} file={files[picture.headerId]} values={values} /> : null}
        {picture.header.length > 0 ? (
          <div className={classes.header}>
            <Segments segments={picture.header} isDraft={isDraft} />
          </div>
        ) : null}
        {picture.offer ? <PreviewOffer text={picture.offer} end={values.offer} /> : null}
        <Segments segments={picture.body} isDraft={isDraft} />
        {picture.order ? <OrderTable parameters={picture.order} /> : null}
        {picture.footer || meta ? (
          <div className={classes.footer}>
            {picture.footer}
            {meta}
          </div>
        ) : null}
      </div>
      <PreviewButtons buttons={picture.buttons} />
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
