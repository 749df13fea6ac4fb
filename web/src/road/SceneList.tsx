import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox } from '@mantine/core'
import type { Ground, RehearsalView } from '@recado/contract/road'
import type { SceneId } from '@recado/contract/road-items'
import { useTranslation } from 'react-i18next'
import { StateIcon } from '../ui/Notice.tsx'
import classes from './road.module.css'
import { useSayScene } from './use-studio.ts'

/** The script: what has to be seen, who ticks it, and whether it was. */
export function SceneList({ ground, rehearsal }: { ground: Ground; rehearsal: RehearsalView }) {
  const { t } = useTranslation('road')
  const say = useSayScene(ground, rehearsal.permission)
  const canSay = (scene: RehearsalView['scenes'][number]) => scene.by === 'said' || (rehearsal.video !== null && scene.tick !== 'software')
  return (
    <ol className={classes.scenes} aria-label={t('studio.scenes')}>
      {rehearsal.scenes.map((scene) => (
        <li key={scene.id} data-scene={scene.id} data-tick={scene.tick ?? 'none'}>
          {canSay(scene) ? (
            <Checkbox
              label={t(`scene.${sceneName(scene.id)}`)}
              checked={scene.tick !== null}
              disabled={say.isPending}
              onChange={(event) => say.mutate({ scene: scene.id, said: event.currentTarget.checked })}
            />
          ) : (
            <>
              <StateIcon tone={scene.tick === null ? 'unknown' : 'ok'} />
              <span>{t(`scene.${sceneName(scene.id)}`)}</span>
            </>
          )}
          <span className={classes.quiet}>
            {scene.tick === 'software'
              ? t('studio.bySoftware')
              : scene.by === 'seen'
                ? t('studio.waits')
                : scene.isNeeded
                  ? ''
                  : t('studio.optional')}
          </span>
        </li>
      ))}
    </ol>
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
