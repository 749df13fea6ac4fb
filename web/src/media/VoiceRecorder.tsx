import { ActionIcon, Button } from '@mantine/core'
import type { MediaView } from '@recado/contract/media'
import { IconPlayerStopFilled, IconSend, IconTrash } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { focusComposer } from '../inbox/use-inbox-commands.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { upload } from '../upload.ts'
import classes from './composer.module.css'
import type { TakeContext } from './composer-files.tsx'
import { draftOfMedia } from './drafts.ts'
import { clockTime } from './file-size.ts'
import { Player } from './Player.tsx'
import type { VoiceFile } from './recorder.ts'
import { useRecorder } from './use-recorder.ts'

interface Props {
  conversationId: string
  takeContext: TakeContext
  close(): void
}

/** Speak, listen to it, send it or throw it away. */
export default function VoiceRecorder({ conversationId, takeContext, close }: Props) {
  const { t } = useTranslation('media')
  const store = useInboxStore()
  const problemText = useProblemText()
  const recorder = useRecorder()
  const [isSending, setSending] = useState(false)
  const leaving = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])

  const send = async (file: VoiceFile) => {
    setSending(true)
    try {
      const query = { kind: 'audio', conversationId, ...(file.isVoice && { voice: true }) }
      const media = await upload<MediaView>('/media', file.blob, { query, signal: leaving.current.signal, onProgress: () => undefined })
      store.commands.send(conversationId, { ...draftOfMedia(media, ''), ...takeContext() }, '', media)
      close()
      focusComposer()
    } catch (problem) {
      if (leaving.current.signal.aborted) return
      showToast(problemText(problem), { tone: 'danger' })
      setSending(false)
    }
  }
  const { phase } = recorder
  // What comes next is one key away: to stop, then to send; where nothing does, to let it be.
  const next = useRef<HTMLButtonElement>(null)
  const away = useRef<HTMLButtonElement>(null)
  // With the button, not after it: who is quicker than that and leaves would have the focus taken from the composer again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase is what brings the button
  useLayoutEffect(() => (next.current ?? away.current)?.focus(), [phase.kind])
  const discard = () => {
    close()
    focusComposer()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={classes.recorder}
      role="group"
      aria-label={t('voice.recorder')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        discard()
      }}
    >
      {phase.kind === 'asking' ? <span className={classes.recorderText}>{t('voice.asking')}</span> : null}
      {phase.kind === 'preparing' ? <span className={classes.recorderText}>{t('voice.preparing')}</span> : null}
      {phase.kind === 'problem' ? (
        <span className={classes.recorderText} data-tone="danger" role="alert">
          {t(`voice.${phase.problem}`)}
        </span>
      ) : null}
      {phase.kind === 'recording' ? (
        <>
          <span className={classes.recording} role="timer">
            {t('voice.recording', { time: clockTime(phase.seconds) })}
          </span>
          <span className={classes.levels} aria-hidden="true">
            {phase.levels.map((level, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              <span key={at} style={{ height: `${Math.max(10, level * 100)}%` }} />
            ))}
          </span>
        </>
      ) : null}
      {phase.kind === 'done' && !phase.file.isVoice ? <span className={classes.recorderText}>{t('voice.plain')}</span> : null}
      {phase.kind === 'done' ? <Player label={t('voice.label')} source={phase.url} waveform={null} seconds={phase.seconds} /> : null}
      <span className={classes.buttons}>
        <ActionIcon ref={away} size={32} aria-label={t('voice.discard')} onClick={discard}>
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
        {phase.kind === 'recording' ? (
          <Button ref={next} size="xs" variant="default" leftSection={<IconPlayerStopFilled size={14} />} onClick={recorder.stop}>
            {t('voice.stop')}
          </Button>
        ) : null}
        {phase.kind === 'done' ? (
          <Button ref={next} size="xs" leftSection={<IconSend size={14} />} loading={isSending} onClick={() => void send(phase.file)}>
            {t('voice.send')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
