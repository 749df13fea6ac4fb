import { ActionIcon, Popover } from '@mantine/core'
import { IconMoodSmile, IconPaperclip, IconSend, IconX } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showToast } from '../ui/toasts.ts'
import { Quote } from './PhoneBubble.tsx'
import classes from './phone.module.css'
import type { PhoneMessage } from './phone-api.ts'
import { shrinkPicture } from './shrink-picture.ts'

export type WrittenDraft = { type: 'text'; text: { body: string } } | { type: 'image'; image: { dataUrl: string; caption?: string } }

const EMOJIS = ['😀', '😂', '😍', '🙏', '👍', '👏', '🎉', '❤️', '😢', '😮', '🤔', '🔥', '✅', '🎂', '🛵', '📦', '☕', '🌧️']

interface Props {
  name: string
  business: string
  replyTo: PhoneMessage | null
  onCancelReply(): void
  onSend(draft: WrittenDraft): void
}

export function PhoneComposer({ name, business, replyTo, onCancelReply, onSend }: Props) {
  const { t } = useTranslation('sandbox')
  const [text, setText] = useState('')
  const [picture, setPicture] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (replyTo) field.current?.focus()
  }, [replyTo])

  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = text.trim()
    if (picture) onSend({ type: 'image', image: { dataUrl: picture, ...(body === '' ? {} : { caption: body }) } })
    else if (body !== '') onSend({ type: 'text', text: { body } })
    else return
    setText('')
    setPicture(null)
    field.current?.focus()
  }
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
    if (event.key === 'Escape') onCancelReply()
  }
  const choosePicture = async (file: File | undefined) => {
    if (!file) return
    const shrunk = await shrinkPicture(file)
    if (shrunk === null) showToast(t('composer.notAPicture', { name: file.name }), { tone: 'danger' })
    setPicture(shrunk)
    field.current?.focus()
  }

  return (
    <form className={classes.composer} onSubmit={send} aria-label={t('composer.label', { name })}>
      {replyTo ? (
        <Strip label={t('composer.cancelReply')} onCancel={onCancelReply}>
          <Quote message={replyTo} business={business} />
        </Strip>
      ) : null}
      {picture ? (
        <Strip label={t('composer.removePicture')} onCancel={() => setPicture(null)}>
          <img src={picture} alt={t('composer.picture')} className={classes.thumbnail} />
        </Strip>
      ) : null}
      <div className={classes.writing}>
        <div className={classes.pill}>
          <EmojiPicker onPick={(emoji) => setText((before) => before + emoji)} />
          <textarea
            ref={field}
            className={classes.field}
            rows={1}
            maxLength={4096}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={sendOnEnter}
            placeholder={picture ? t('composer.caption') : t('composer.message')}
            aria-label={picture ? t('composer.caption') : t('composer.messageAs', { name })}
          />
          <PictureButton onChoose={(file) => void choosePicture(file)} />
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

function PictureButton({ onChoose }: { onChoose(file: File | undefined): void }) {
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
        accept="image/jpeg,image/png,image/webp"
        hidden
        onChange={(event) => {
          onChoose(event.currentTarget.files?.[0])
          event.currentTarget.value = '' // the same picture may be chosen again
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
