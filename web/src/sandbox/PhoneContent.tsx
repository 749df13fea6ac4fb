/** What a message says, by its kind, as the customer's app draws it. */
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageBody } from '../inbox/kinds/MessageBody.tsx'
import { fields } from '../inbox/kinds/reading.ts'
import { MessageText } from '../inbox/MessageText.tsx'
import { PHONE_MEDIA, PhoneMedia } from './PhoneMedia.tsx'
import { PhoneTemplate } from './PhoneTemplate.tsx'
import classes from './phone.module.css'
import type { PhoneMessage } from './phone-api.ts'
import { templateOf } from './template-content.ts'

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
      return <PhoneTemplate template={templateOf(message.content)} wabaId={wabaId} meta={meta} onButton={onButton} />
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
