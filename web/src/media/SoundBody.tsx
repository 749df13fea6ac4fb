import { useTranslation } from 'react-i18next'
import type { BodyProps } from '../inbox/kinds/drawable.ts'
import { NamedBody } from '../inbox/kinds/NamedBody.tsx'
import { FileState } from './FileState.tsx'
import { useLink } from './links.ts'
import classes from './media.module.css'
import { Player } from './Player.tsx'

/** A voice note, or any other sound. */
export default function SoundBody({ message }: BodyProps) {
  const { media } = message
  return media ? <Sound media={media} /> : <NamedBody message={message} />
}

function Sound({ media }: { media: NonNullable<BodyProps['message']['media']> }) {
  const { t } = useTranslation('media')
  const { link, renew } = useLink(media)
  if (media.state !== 'ready') {
    return (
      <span className={classes.soundPlace}>
        <FileState media={media} />
      </span>
    )
  }
  return (
    <Player
      label={t(media.isVoice ? 'kind.voice' : 'kind.audio')}
      source={link?.url ?? null}
      waveform={media.waveform}
      seconds={media.durationMs === null ? null : media.durationMs / 1000}
      onBroken={renew}
    />
  )
}
