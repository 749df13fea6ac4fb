import { Button } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import type { DraftMessage, MessageView } from '@recado/contract/messages'
import { IconArrowBackUp, IconClock, IconCornerDownLeft } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useComposerFiles } from '../media/composer-files.tsx'
import classes from './Composer.module.css'
import { ComposerTools } from './ComposerTools.tsx'
import type { FormName } from './compose/forms.ts'
import { shownName } from './contact-name.ts'
import { drawnFrom } from './drawn-from.ts'
import { ReplyStrip } from './ReplyStrip.tsx'
import type { ServiceWindow } from './service-window.ts'
import { TextPreview } from './TextPreview.tsx'
import { useInboxStore, useLatest } from './use-inbox.ts'

const SHOWN = ['id', 'contact', 'assignee'] as const

interface Props {
  conversation: Pick<ConversationView, (typeof SHOWN)[number]>
  /** Of the 24-hour window, and how long it stays open: in short, and as a sentence. */
  phase: ServiceWindow['phase']
  left: string
  leftInFull: string
  replyTo: MessageView | null
  setReplyTo(message: MessageView | null): void
  onTemplate(): void
}

const ComposeDialog = lazy(() => import('./compose/ComposeDialog.tsx'))
const MOST_CHARACTERS = 4096
const NEAR_THE_END = 200
const SAVE_AFTER_MS = 300

export const Composer = drawnFrom(SHOWN, function Composer(props: Props) {
  const { conversation, replyTo, setReplyTo, onTemplate } = props
  const t = useText('inbox')
  const store = useInboxStore()
  const { id, contact, assignee } = conversation
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraft(id)
  /** What is sent now answers the message that was chosen; what is sent next does not. */
  const takeContext = () => {
    setReplyTo(null)
    return replyTo?.wamid ? { context: { message_id: replyTo.wamid } } : {}
  }
  const files = useComposerFiles(id, takeContext)
  const [form, setForm] = useState<FormName | null>(null)
  const left = MOST_CHARACTERS - text.length
  const isEmpty = text.trim() === ''

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the height follows
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current)
  }, [text])

  // Opening one's own conversation means answering; the caret goes where the last draft ended.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the conversation is opened
  useEffect(() => {
    const element = field.current
    const busy = document.activeElement?.closest('[role="dialog"]')
    if (!element || busy || assignee?.id !== store.me.id || !matchMedia('(min-width: 760px)').matches) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
  }, [id])

  const write = (next: string) => {
    setText(next)
    if (next.trim() !== '') store.commands.reportPresence(id, 'typing')
  }
  const send = () => {
    const body = text.trim()
    if (body === '' || left < 0) return
    store.commands.send(id, { type: 'text', text: { body }, ...takeContext() }, body)
    setText('', { now: true })
    field.current?.focus()
  }
  const sendForm = (draft: DraftMessage, words: string) => {
    store.commands.send(id, draft.type === 'reaction' ? draft : { ...draft, ...takeContext() }, words)
    setForm(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && replyTo) {
      event.stopPropagation()
      setReplyTo(null)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <div className={classes.box}>
      <div className={classes.top}>
        <span className={classes.mode}>
          <IconArrowBackUp size={16} stroke={2} aria-hidden="true" />
          {t('composer.reply')}
        </span>
        <span className={classes.countdown} data-phase={props.phase} title={props.leftInFull}>
          <IconClock size={16} stroke={2} aria-hidden="true" />
          <span className={classes.countdownWords}>{t('composer.windowOpen')}</span> {props.left}
        </span>
      </div>
      {replyTo ? <ReplyStrip message={replyTo} contactName={shownName(contact)} cancel={() => setReplyTo(null)} /> : null}
      {files.view}
      <textarea
        ref={field}
        className={classes.field}
        rows={1}
        value={text}
        aria-label={t('composer.label', { name: shownName(contact) })}
        aria-describedby={left < NEAR_THE_END ? 'composer-left' : undefined}
        placeholder={t('composer.placeholder')}
        data-region-focus=""
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={files.paste}
        enterKeyHint="send"
      />
      <TextPreview text={text} />
      <div className={classes.bottom}>
        <ComposerTools
          field={field}
          text={text}
          write={write}
          onTemplate={onTemplate}
          onFiles={files.pick}
          onVoice={files.record}
          onForm={setForm}
        />
        {left < NEAR_THE_END ? (
          <span id="composer-left" className={classes.left} data-over={left < 0 || undefined} role="status">
            {left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.left', { count: left })}
          </span>
        ) : null}
        <Button
          className={classes.send ?? ''}
          onClick={send}
          rightSection={<IconCornerDownLeft size={14} stroke={2} aria-hidden="true" />}
          {...(isEmpty || left < 0 ? { 'aria-disabled': true, 'data-idle': '' } : {})}
        >
          {t('composer.send')}
        </Button>
      </div>
      {form ? (
        <Suspense fallback={null}>
          <ComposeDialog form={form} conversationId={id} send={sendForm} close={() => setForm(null)} />
        </Suspense>
      ) : null}
    </div>
  )
})

/** What is typed, kept as a draft a moment after typing stops, and at once when the conversation is left. */
function useDraft(id: string): [string, (text: string, when?: { now: boolean }) => void] {
  const store = useInboxStore()
  const [text, setText] = useState(() => store.state().drafts[id] ?? '')
  const latest = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = useLatest(() => {
    clearTimeout(timer.current)
    store.commands.saveDraft(id, latest.current)
  })
  useEffect(() => {
    addEventListener('pagehide', save)
    return () => {
      removeEventListener('pagehide', save)
      save()
    }
  }, [save])
  const change = (next: string, when?: { now: boolean }) => {
    latest.current = next
    setText(next)
    clearTimeout(timer.current)
    if (when?.now) save()
    else timer.current = setTimeout(save, SAVE_AFTER_MS)
  }
  return [text, change]
}

/** One to eight lines. */
function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, 8 * 20 + 18)}px`
}
