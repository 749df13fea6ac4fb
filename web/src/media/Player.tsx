import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from './file-size.ts'
import classes from './media.module.css'

const SPEEDS = [1, 1.5, 2] as const
const FLAT: readonly number[] = Array.from({ length: 64 }, () => 12)
const SPEED_KEY = 'recado-audio-speed'

interface Props {
  /** What it is, for whoever cannot see it. */
  label: string
  source: string | null
  /** 64 levels, 0 to 100. */
  waveform: readonly number[] | null
  /** null until the browser has found out. */
  seconds: number | null
  onBroken?(): void
  onPlay?(): void
}

/** One sound at a time: who starts stops the other. */
let speaking: HTMLAudioElement | null = null

export function Player({ label, source, waveform, seconds, onBroken, onPlay }: Props) {
  const { t } = useTranslation('media')
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [now, setNow] = useState(0)
  const [length, setLength] = useState(seconds)
  const [speed, setSpeed] = useState(readSpeed)
  const whole = length ?? seconds ?? 0
  useSmoothTime(audio, isPlaying, setNow)
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed
  }, [speed])

  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (!element.paused) return element.pause()
    if (speaking !== element) speaking?.pause()
    speaking = element
    element.playbackRate = speed
    void element.play().catch(() => onBroken?.())
  }
  const seek = (event: ChangeEvent<HTMLInputElement>) => {
    const to = Number(event.currentTarget.value)
    setNow(to)
    if (audio.current) audio.current.currentTime = to
  }
  const nextSpeed = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1
    localStorage.setItem(SPEED_KEY, String(next))
    setSpeed(next)
  }
  const played = whole > 0 ? now / whole : 0

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <span className={classes.player} role="group" aria-label={label}>
      {/* biome-ignore lint/a11y/useMediaCaption: what customers say has no captions */}
      <audio
        ref={audio}
        src={source ?? undefined}
        preload="metadata"
        onPlay={() => {
          setPlaying(true)
          onPlay?.()
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setNow(0)}
        onError={source ? onBroken : undefined}
        onLoadedMetadata={(event) => {
          const { duration } = event.currentTarget
          if (Number.isFinite(duration)) setLength(duration)
        }}
      />
      <button type="button" className={classes.playButton} onClick={toggle} aria-label={isPlaying ? t('player.pause') : t('player.play')}>
        {isPlaying ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </button>
      <span className={classes.track}>
        <span className={classes.bars} aria-hidden="true">
          {(waveform ?? FLAT).map((level, bar) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            <span key={bar} style={{ height: `${Math.max(8, level)}%` }} data-played={(bar + 0.5) / 64 <= played || undefined} />
          ))}
        </span>
        <input
          type="range"
          className={classes.seek}
          min={0}
          max={whole || 1}
          step={0.1}
          value={Math.min(now, whole || 1)}
          onChange={seek}
          aria-label={t('player.position')}
          aria-valuetext={t('player.at', { now: clockTime(now), length: clockTime(whole) })}
        />
        <span className={classes.clock}>{clockTime(isPlaying || now > 0 ? now : whole)}</span>
      </span>
      <button type="button" className={classes.speed} onClick={nextSpeed} aria-label={t('player.speed', { speed: `${speed}×` })}>
        {speed}×
      </button>
    </span>
  )
}

function readSpeed(): (typeof SPEEDS)[number] {
  return SPEEDS.find((speed) => String(speed) === localStorage.getItem(SPEED_KEY)) ?? 1
}

/** The browser says the time four times a second; a line that moves needs it at every frame. */
function useSmoothTime(audio: React.RefObject<HTMLAudioElement | null>, isPlaying: boolean, tell: (seconds: number) => void): void {
  useEffect(() => {
    if (!isPlaying) return
    let frame = 0
    const look = () => {
      if (audio.current) tell(audio.current.currentTime)
      frame = requestAnimationFrame(look)
    }
    frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [audio, isPlaying, tell])
}
