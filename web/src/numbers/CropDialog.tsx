import { Button, Modal } from '@mantine/core'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import classes from './Crop.module.css'
import { type Crop, dragged, MIDDLE, MOST_ZOOM } from './crop.ts'
import { drawSquare, squareJpeg } from './square-picture.ts'

interface Props {
  picture: ImageBitmap
  busy: boolean
  problem: string | null
  close(): void
  save(photo: Promise<Blob>): void
}

const FRAME = 256
const STEPS = [
  ['zoom', 1, MOST_ZOOM],
  ['x', 0, 1],
  ['y', 0, 1],
] as const

/** Which part of the picture is the photo: dragged with the pointer, or set with the keyboard. */
export function CropDialog({ picture, busy, problem, close, save }: Props) {
  const { t } = useTranslation(['numberAssets', 'common'])
  const [crop, setCrop] = useState<Crop>(MIDDLE)
  return (
    <Modal opened onClose={close} title={t('profile.crop')} size={440} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <div className={classes.dialog}>
        <Frame picture={picture} crop={crop} setCrop={setCrop} />
        {STEPS.map(([part, least, most]) => (
          <label key={part} className={classes.slider}>
            {t(`profile.cropPart.${part}`)}
            <input
              type="range"
              min={least}
              max={most}
              step={0.01}
              value={crop[part]}
              onChange={(event) => setCrop({ ...crop, [part]: Number(event.currentTarget.value) })}
            />
          </label>
        ))}
        {problem === null ? null : (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={close}>
            {t('common:action.cancel')}
          </Button>
          <Button loading={busy} onClick={() => save(squareJpeg(picture, crop))}>
            {t('profile.cropSave')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

interface FrameProps {
  picture: ImageBitmap
  crop: Crop
  setCrop(crop: Crop): void
}

/** On its own, because the dialog brings its content a moment after itself. */
function Frame({ picture, crop, setCrop }: FrameProps) {
  const { t } = useTranslation('numberAssets')
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  useEffect(() => {
    const brush = canvas.current?.getContext('2d')
    if (brush) drawSquare(brush, picture, { crop, side: FRAME * 2 })
  }, [picture, crop])
  const drag = (event: PointerEvent) => {
    if (last.current === null) return
    const by = { x: event.clientX - last.current.x, y: event.clientY - last.current.y, frame: FRAME }
    last.current = { x: event.clientX, y: event.clientY }
    setCrop(dragged(picture, crop, by))
  }
  return (
    <canvas
      ref={canvas}
      className={classes.frame}
      width={FRAME * 2}
      height={FRAME * 2}
      role="img"
      aria-label={t('profile.crop')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        last.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        last.current = null
      }}
    />
  )
}
