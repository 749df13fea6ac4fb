import type { MediaView } from '@recado/contract/media'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FilmStill.module.css'
import { clockTime, fileSize } from './file-size.ts'

interface Props {
  media: MediaView
  url: string | null
  /** small: in a grid, where only the length has room. */
  size: 'small' | 'large'
  onBroken?(): void
}

/** The first picture of a film and how long it is, which the browser finds out: nothing of ours decodes films. And how many bytes it has. */
export function FilmStill({ media, url, size, onBroken }: Props) {
  const { i18n } = useTranslation()
  const [seconds, setSeconds] = useState<number | null>(null)
  const facts = [
    seconds === null ? null : clockTime(seconds),
    media.size === null || (size === 'small' && seconds !== null) ? null : fileSize(media.size, i18n.language),
  ].filter((fact) => fact !== null)
  return (
    <>
      {url === null ? null : (
        <video
          className={classes.still}
          src={`${url}#t=0.1`}
          preload="metadata"
          muted
          playsInline
          tabIndex={-1}
          onLoadedMetadata={({ currentTarget: { duration } }) => setSeconds(Number.isFinite(duration) ? duration : null)}
          onError={onBroken}
        />
      )}
      <span className={classes.mark} data-size={size}>
        <IconPlayerPlayFilled size={size === 'small' ? 16 : 22} aria-hidden="true" />
      </span>
      {facts.length > 0 ? <span className={classes.facts}>{facts.join(' · ')}</span> : null}
    </>
  )
}
