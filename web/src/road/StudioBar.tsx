/** While a take goes on: which scene comes next, in words that are part of the picture, and the way to end it. */
import { Button } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadAreas } from '../i18n/setup.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { rehearsalQuery } from './queries.ts'
import { sceneName } from './SceneList.tsx'
import classes from './StudioBar.module.css'
import type { Take } from './studio-state.ts'
import { useEnd } from './use-studio.ts'

const LOOK_AGAIN_MS = 1500

export default function StudioBar({ take }: { take: Take }) {
  const { t } = useTranslation('road')
  const problemText = useProblemText()
  const scenes = useQuery({ ...rehearsalQuery(take.ground, take.permission), refetchInterval: LOOK_AGAIN_MS }).data?.scenes ?? []
  const end = useEnd(take)
  const isRecording = take.stop !== null
  useLargePointer(isRecording)
  const next = scenes.find(({ tick, isNeeded, by }) => tick === null && isNeeded && by === 'seen')
  const done = scenes.filter(({ tick }) => tick !== null).length
  const finish = () => end.mutate(undefined, { onError: (error) => showToast(problemText(error), { tone: 'danger' }) })
  return (
    <div className={classes.bar} role="status" data-studio={isRecording ? 'recording' : 'rehearsing'}>
      <span className={classes.dot} data-recording={isRecording} aria-hidden="true" />
      <span className={classes.caption}>
        {next ? t(`scene.${sceneName(next.id)}`) : t('studio.allSeen')}
        <span className={classes.count}>
          {t('studio.count', { done, all: scenes.length })} · <Elapsed />
        </span>
      </span>
      <Button size="xs" color="danger" leftSection={<IconPlayerStop size={14} />} loading={end.isPending} onClick={finish}>
        {isRecording ? t('studio.stop') : t('studio.endRehearsal')}
      </Button>
    </div>
  )
}

/** How long the take lasts so far, in seconds: a video has to last long enough to be followed. */
function Elapsed() {
  const { t } = useTranslation('road')
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = Date.now()
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  return <span data-seconds={seconds}>{t('studio.seconds', { seconds })}</span>
}

function useLargePointer(isOn: boolean): void {
  useEffect(() => {
    void loadAreas('road')
    document.documentElement.classList.toggle(classes.pointer ?? '', isOn)
    return () => document.documentElement.classList.remove(classes.pointer ?? '')
  }, [isOn])
}
