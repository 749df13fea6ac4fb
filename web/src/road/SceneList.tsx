import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox } from '@mantine/core'
import type { Ground, RehearsalView } from '@recado/contract/road'
import type { SceneId } from '@recado/contract/road-items'
import { useTranslation } from 'react-i18next'
import { StateIcon } from '../ui/Notice.tsx'
import classes from './road.module.css'
import { useSayScene } from './use-studio.ts'

type Scene = RehearsalView['scenes'][number]

/** The script: what has to be seen, who ticks it, and whether it was. */
export function SceneList({ ground, rehearsal }: { ground: Ground; rehearsal: RehearsalView }) {
  const { t } = useTranslation('road')
  const say = useSayScene(ground, rehearsal.permission)
  const canSay = (scene: Scene) => scene.by === 'said' || (rehearsal.video !== null && scene.tick !== 'software')
  return (
    <ol className={classes.scenes} aria-label={t('studio.scenes')}>
      {rehearsal.scenes.map((scene) => (
        <li key={scene.id} data-scene={scene.id} data-tick={scene.tick ?? 'none'}>
          {canSay(scene) ? (
            <Checkbox
              label={<SceneWords scene={scene} />}
              checked={scene.tick !== null}
              disabled={say.isPending}
              onChange={(event) => say.mutate({ scene: scene.id, said: event.currentTarget.checked })}
            />
          ) : (
            <>
              <StateIcon tone={scene.tick === null ? 'unknown' : 'ok'} />
              <span>
                <SceneWords scene={scene} />
              </span>
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

/** What is to be seen, and who ticks it. */
function SceneWords({ scene: { id, by, tick, isNeeded } }: { scene: Scene }) {
  const { t } = useTranslation('road')
  const note = tick === 'software' ? t('studio.bySoftware') : by === 'seen' ? t('studio.waits') : isNeeded ? null : t('studio.optional')
  return (
    <>
      {t(`scene.${sceneName(id)}`)}
      {note === null ? null : <span className={classes.quiet}> · {note}</span>}
    </>
  )
}

const NAMES: readonly SceneId[] = [
  'signin',
  'sent',
  'delivered',
  'phone',
  'answered',
  'shown',
  'list',
  'created',
  'reviewed',
  'ready',
  'numbers',
]

export const sceneName = (id: string): SceneId => NAMES.find((name) => name === id) ?? 'signin'
