/** A template on the customer's phone: file or place on top, words, buttons, and cards to swipe. */
import { IconArrowBackUp, IconClockHour4, IconCopy, IconExternalLink, IconFile, IconMapPin, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { OrderTable } from '../inbox/kinds/OrderTable.tsx'
import { MessageText } from '../inbox/MessageText.tsx'
import type { ReplyButton } from './PhoneContent.tsx'
import classes from './phone.module.css'
import { phoneApi } from './phone-api.ts'
import type { ShownTemplate, TemplateButton, TemplateFile } from './template-content.ts'

interface Props {
  template: ShownTemplate
  wabaId: string
  /** Time and tick; floats at the end of the last line. */
  meta: ReactNode
  onButton(button: ReplyButton): void
}

export function PhoneTemplate({ template, wabaId, meta, onButton }: Props) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const { offer } = template
  const order = template.buttons.find((button) => button.order !== null)?.order
  return (
    <>
      {template.file ? <TemplateFileOnTop file={template.file} wabaId={wabaId} /> : null}
      {template.place ? (
        <span className={classes.document}>
          <IconMapPin size={20} stroke={1.5} aria-hidden="true" />
          {template.place}
        </span>
      ) : null}
      {template.header ? <strong className={classes.templateHeader}>{template.header}</strong> : null}
      {offer ? (
        <span className={classes.document}>
          <IconClockHour4 size={20} stroke={1.5} aria-hidden="true" />
          {offer.endsAt === null ? offer.text : `${offer.text} · ${format.dateTime(offer.endsAt)}`}
        </span>
      ) : null}
      <span className={classes.words} data-words="">
        <MessageText text={template.body} />
        {order ? <OrderTable parameters={order} /> : null}
        {template.footer ? <span className={classes.templateFooter}>{template.footer}</span> : null}
        {meta}
      </span>
      {template.buttons.map((button) => (
        <TemplateButtonRow
          key={`${button.kind}${button.text}`}
          button={button}
          onReply={onButton}
          hint={t('message.onlyOnAPhone')}
          copy={t('message.copyCode')}
        />
      ))}
      {template.cards.length > 0 ? (
        <div className={classes.templateCards}>
          {template.cards.map((card, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have no other identity than their place
            <div className={classes.templateCard} key={at}>
              <PhoneTemplate template={card} wabaId={wabaId} meta={null} onButton={onButton} />
            </div>
          ))}
        </div>
      ) : null}
    </>
  )
}

function TemplateFileOnTop({ file, wabaId }: { file: TemplateFile; wabaId: string }) {
  const { t } = useTranslation('sandbox')
  const source = file.link || phoneApi.mediaUrl(wabaId, file.id)
  switch (file.kind) {
    case 'image':
      return <img className={classes.picture} src={source} alt={t('message.picture')} />
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what businesses film has no captions
        <video className={classes.picture} src={source} controls preload="metadata" playsInline aria-label={t('message.video')} />
      )
    case 'document':
      return (
        <a className={classes.document} href={source} download={file.name || t('message.document')}>
          <IconFile size={20} stroke={1.5} aria-hidden="true" />
          {file.name || t('message.document')}
        </a>
      )
  }
}

const BUTTON_ICONS = { reply: IconArrowBackUp, url: IconExternalLink, phone: IconPhone, copy: IconCopy, other: IconExternalLink } as const

interface RowProps {
  button: TemplateButton
  onReply(button: ReplyButton): void
  hint: string
  /** On a button that Meta writes nothing on. */
  copy: string
}

function TemplateButtonRow({ button, onReply, hint, copy }: RowProps) {
  const Icon = BUTTON_ICONS[button.kind]
  if (button.kind === 'url' && button.url) {
    return (
      <a className={classes.templateButton} href={button.url} target="_blank" rel="noopener noreferrer">
        <Icon size={16} aria-hidden="true" />
        {button.text}
      </a>
    )
  }
  const reply = button.kind === 'reply'
  return (
    <button
      type="button"
      className={classes.templateButton}
      aria-disabled={!reply}
      title={reply ? undefined : hint}
      onClick={() => reply && onReply({ payload: button.payload, text: button.text })}
    >
      <Icon size={16} aria-hidden="true" />
      {button.text || copy}
    </button>
  )
}
