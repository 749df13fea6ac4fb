import { ActionIcon } from '@mantine/core'
import { IconPlayerStopFilled, IconSend, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../media/file-size.ts'
import { Player } from '../media/Player.tsx'
import { useRecorder } from '../media/use-recorder.ts'
import classes from './phone.module.css'
import { dataUrlOf } from './phone-file.ts'

interface Props {
  onSend(dataUrl: string): void
  close(): void
}

/** The customer speaks instead of typing. */
export default function PhoneVoice({ onSend, close }: Props) {
  const { t } = useTranslation('media')
  const { phase, stop } = useRecorder()
  const send = (file: Blob) => void dataUrlOf(file).then(onSend)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={classes.attached} role="group" aria-label={t('voice.recorder')}>
      <ActionIcon size={28} aria-label={t('voice.discard')} onClick={close}>
        <IconTrash size={16} />
      </ActionIcon>
      <span className={classes.voiceText}>
        {phase.kind === 'asking' ? t('voice.asking') : null}
        {phase.kind === 'preparing' ? t('voice.preparing') : null}
        {phase.kind === 'problem' ? t(`voice.${phase.problem}`) : null}
        {phase.kind === 'recording' ? t('voice.recording', { time: clockTime(phase.seconds) }) : null}
        {phase.kind === 'done' ? <Player label={t('voice.label')} source={phase.url} waveform={null} seconds={phase.seconds} /> : null}
      </span>
      {phase.kind === 'recording' ? (
        <ActionIcon size={28} aria-label={t('voice.stop')} onClick={stop}>
          <IconPlayerStopFilled size={16} />
        </ActionIcon>
      ) : null}
      {phase.kind === 'done' ? (
        <ActionIcon size={28} aria-label={t('voice.send')} onClick={() => send(phase.file.blob)}>
          <IconSend size={16} />
        </ActionIcon>
      ) : null}
    </div>
  )
}
