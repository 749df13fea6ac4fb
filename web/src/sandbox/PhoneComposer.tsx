import { ActionIcon, Popover } from '@mantine/core'
import { IconMicrophone, IconMoodSmile, IconPaperclip, IconSend, IconX } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showToast } from '../ui/toasts.ts'
import { Quote } from './PhoneBubble.tsx'
import { PhoneCommands } from './PhoneStarters.tsx'
import classes from './phone.module.css'
import type { ChatKey, FileDraft, PhoneDraft, PhoneMessage } from './phone-api.ts'
import { type PhoneFile, phoneFile } from './phone-file.ts'
import { SampleMenu } from './SampleMenu.tsx'

const PhoneVoice = lazy(() => import('./PhoneVoice.tsx'))

const EMOJIS = ['😀', '😂', '😍', '🙏', '👍', '👏', '🎉', '❤️', '😢', '😮', '🤔', '🔥', '✅', '🎂', '🛵', '📦', '☕', '🌧️']

interface Props {
  chatKey: ChatKey
  name: string
  business: string
  replyTo: PhoneMessage | null
  /** One's own message that is being changed. */
  editing: PhoneMessage | null
  onCancelReply(): void
  onCancelEdit(): void
  onEdited(message: PhoneMessage, body: string): void
  onSend(draft: PhoneDraft): void
}

export function PhoneComposer({ chatKey, name, business, replyTo, editing, onCancelReply, onCancelEdit, onEdited, onSend }: Props) {
  const { t } = useTranslation('sandbox')
  const [text, setText] = useState('')
  const [attached, setAttached] = useState<PhoneFile | null>(null)
  const [isSpeaking, setSpeaking] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (replyTo) field.current?.focus()
  }, [replyTo])
  useEffect(() => {
    setText(typeof editing?.content.body === 'string' ? editing.content.body : '')
    if (editing) field.current?.focus()
  }, [editing])

  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = text.trim()
    if (editing && body !== '') onEdited(editing, body)
    else if (attached) onSend(fileDraft(attached, body))
    else if (body !== '') onSend({ type: 'text', text: { body } })
    else return
    setText('')
    setAttached(null)
    field.current?.focus()
  }
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
    if (event.key === 'Escape') (editing ? onCancelEdit : onCancelReply)()
  }
  const chooseFile = async (file: File | undefined) => {
    if (!file) return
    const chosen = await phoneFile(file)
    if (chosen === null) showToast(t('composer.notAPicture', { name: file.name }), { tone: 'danger' })
    setAttached(chosen)
    field.current?.focus()
  }

  return (
    <form className={classes.composer} onSubmit={send} aria-label={t('composer.label', { name })}>
      {replyTo ? (
        <Strip label={t('composer.cancelReply')} onCancel={onCancelReply}>
          <Quote message={replyTo} business={business} />
        </Strip>
      ) : null}
      {editing ? (
        <Strip label={t('composer.cancelEdit')} onCancel={onCancelEdit}>
          <Quote message={editing} business={business} />
        </Strip>
      ) : null}
      {attached ? (
        <Strip label={t('composer.removePicture')} onCancel={() => setAttached(null)}>
          {attached.kind === 'image' || attached.kind === 'sticker' ? (
            <img src={attached.dataUrl} alt={t('composer.picture')} className={classes.thumbnail} />
          ) : (
            <span className={classes.fileName}>{attached.name}</span>
          )}
        </Strip>
      ) : null}
      {isSpeaking ? (
        <Suspense fallback={null}>
          <PhoneVoice
            close={() => setSpeaking(false)}
            onSend={(dataUrl) => {
              setSpeaking(false)
              onSend({ type: 'audio', audio: { dataUrl, voice: true } })
            }}
          />
        </Suspense>
      ) : null}
      {/^\/\w*$/.test(text) ? (
        <PhoneCommands
          chatKey={chatKey}
          typed={text}
          onChoose={(body) => {
            onSend({ type: 'text', text: { body } })
            setText('')
          }}
        />
      ) : null}
      <div className={classes.writing}>
        <div className={classes.pill}>
          <SampleMenu onSend={onSend} />
          <EmojiPicker onPick={(emoji) => setText((before) => before + emoji)} />
          <textarea
            ref={field}
            className={classes.field}
            rows={1}
            maxLength={4096}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={sendOnEnter}
            placeholder={attached ? t('composer.caption') : t('composer.message')}
            aria-label={attached ? t('composer.caption') : t('composer.messageAs', { name })}
          />
          <FileButton onChoose={(file) => void chooseFile(file)} />
          <ActionIcon size={32} aria-label={t('composer.voice')} onClick={() => setSpeaking(true)}>
            <IconMicrophone size={20} />
          </ActionIcon>
        </div>
        <button type="submit" className={classes.send} aria-label={t('composer.send')}>
          <IconSend size={20} />
        </button>
      </div>
    </form>
  )
}

function Strip({ label, onCancel, children }: { label: string; onCancel(): void; children: React.ReactNode }) {
  return (
    <div className={classes.attached}>
      {children}
      <ActionIcon size={28} aria-label={label} onClick={onCancel}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}

function FileButton({ onChoose }: { onChoose(file: File | undefined): void }) {
  const { t } = useTranslation('sandbox')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <ActionIcon size={32} aria-label={t('composer.attach')} onClick={() => input.current?.click()}>
        <IconPaperclip size={20} />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          onChoose(event.currentTarget.files?.[0])
          event.currentTarget.value = '' // the same file may be chosen again
        }}
      />
    </>
  )
}

function EmojiPicker({ onPick }: { onPick(emoji: string): void }) {
  const { t } = useTranslation('sandbox')
  return (
    <Popover position="top-start" trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon size={32} aria-label={t('composer.emoji')}>
          <IconMoodSmile size={20} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.emojis}>
        {EMOJIS.map((emoji) => (
          <button key={emoji} type="button" className={classes.emoji} onClick={() => onPick(emoji)}>
            {emoji}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

function fileDraft({ kind, dataUrl, name }: PhoneFile, caption: string): FileDraft {
  const words = caption === '' ? {} : { caption }
  switch (kind) {
    case 'image':
      return { type: 'image', image: { dataUrl, ...words } }
    case 'video':
      return { type: 'video', video: { dataUrl, ...words } }
    case 'audio':
      return { type: 'audio', audio: { dataUrl } }
    case 'document':
      return { type: 'document', document: { dataUrl, filename: name, ...words } }
    case 'sticker':
      return { type: 'sticker', sticker: { dataUrl } }
  }
}
