/** What a message says, by its kind, as the customer's app draws it. */
import { IconArrowBackUp, IconCopy, IconExternalLink, IconPhone } from '@tabler/icons-react'
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageBody } from '../inbox/kinds/MessageBody.tsx'
import { fields } from '../inbox/kinds/reading.ts'
import { MessageText } from '../inbox/MessageText.tsx'
import { PHONE_MEDIA, PhoneMedia } from './PhoneMedia.tsx'
import classes from './phone.module.css'
import { type PhoneMessage, phoneApi } from './phone-api.ts'
import { type TemplateButton, templateOf } from './template-content.ts'

export interface ReplyButton {
  payload: string
  text: string
}

interface Props {
  message: PhoneMessage
  wabaId: string
  /** Time and tick; floats at the end of the last line. */
  meta: ReactNode
  onButton(button: ReplyButton): void
  onPlayed(): void
}

export function PhoneContent({ message, wabaId, meta, onButton, onPlayed }: Props) {
  const line = useMessageLine()
  if (message.revoked) return <Words text={line(message)} meta={meta} />
  if (PHONE_MEDIA.has(message.type)) return <PhoneMedia message={message} wabaId={wabaId} meta={meta} onPlayed={onPlayed} />
  switch (message.type) {
    case 'text':
      return <Words text={text(message.content.body)} meta={meta} />
    case 'template':
      return <Template message={message} wabaId={wabaId} meta={meta} onButton={onButton} />
    case 'button':
      return <Words text={text(message.content.text)} meta={meta} />
    case 'location':
    case 'contacts':
    case 'interactive':
    case 'order':
      return <AsInInbox message={message} meta={meta} />
    default:
      return <Words text={line(message)} meta={meta} />
  }
}

function Words({ text, meta }: { text: string; meta: ReactNode }) {
  return (
    <span className={classes.words} data-words="">
      <MessageText text={text} />
      {meta}
    </span>
  )
}

/** Drawn as in the inbox, without what only the business does. What can be pressed comes below, from PhoneAnswers. */
function AsInInbox({ message, meta }: Pick<Props, 'message' | 'meta'>) {
  const line = useMessageLine()
  const direction = message.from === 'business' ? 'out' : 'in'
  // The simulator gives a list where the content is one.
  const content = Array.isArray(message.content) ? { contacts: message.content } : message.content
  return (
    <span className={`${classes.words} ${classes.drawn}`} data-words="" data-side={direction}>
      <MessageBody
        message={{
          conversationId: '',
          messageId: null,
          direction,
          type: message.type,
          content,
          text: line(message),
          media: null,
          marks: null,
          isRevoked: false,
        }}
      />
      {meta}
    </span>
  )
}

const BUTTON_ICONS = { reply: IconArrowBackUp, url: IconExternalLink, phone: IconPhone, copy: IconCopy, other: IconExternalLink } as const

function Template({ message, wabaId, meta, onButton }: Omit<Props, 'onPlayed'>) {
  const { t } = useTranslation('sandbox')
  const template = templateOf(message.content)
  return (
    <>
      {template.picture ? (
        <img
          className={classes.picture}
          src={template.picture.link || phoneApi.mediaUrl(wabaId, template.picture.id)}
          alt={t('message.picture')}
        />
      ) : null}
      {template.header ? <strong className={classes.templateHeader}>{template.header}</strong> : null}
      <span className={classes.words} data-words="">
        <MessageText text={template.body} />
        {template.footer ? <span className={classes.templateFooter}>{template.footer}</span> : null}
        {meta}
      </span>
      {template.buttons.map((button) => (
        <TemplateButtonRow key={`${button.kind}${button.text}`} button={button} onReply={onButton} hint={t('message.onlyOnAPhone')} />
      ))}
    </>
  )
}

function TemplateButtonRow({ button, onReply, hint }: { button: TemplateButton; onReply(button: ReplyButton): void; hint: string }) {
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
      {button.text}
    </button>
  )
}

const MEDIA_WORDS: Readonly<Record<string, 'picture' | 'video' | 'audio' | 'voice' | 'document' | 'sticker' | undefined>> = {
  image: 'picture',
  video: 'video',
  audio: 'audio',
  voice: 'voice',
  document: 'document',
  sticker: 'sticker',
}

/** One line of any message, for quotes and menus. */
export function useMessageLine(): (message: PhoneMessage) => string {
  const { t } = useTranslation('sandbox')
  return useCallback(
    ({ type, content, revoked }) => {
      if (revoked) return t('message.revoked')
      if (type === 'template') return templateOf(content).body
      const said = wordsOf(content)
      if (said) return said
      const word = MEDIA_WORDS[type === 'audio' && content.voice === true ? 'voice' : type]
      return word ? text(content.filename) || t(`message.${word}`) : t('message.other', { type })
    },
    [t],
  )
}

/** Whatever a kind has in words: text, caption, name, what was chosen or asked. */
function wordsOf(content: PhoneMessage['content']): string {
  const inner = (key: string, word: string) => text(fields(content[key])[word])
  return (
    text(content.body) ||
    text(content.caption) ||
    text(content.text) ||
    text(content.name) ||
    inner('button_reply', 'title') ||
    inner('list_reply', 'title') ||
    inner('body', 'text')
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
