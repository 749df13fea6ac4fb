import { Button, FileButton } from '@mantine/core'
import type { Ground, RehearsalView } from '@recado/contract/road'
import { PERMISSIONS, type Permission } from '@recado/contract/road-items'
import { IconPlayerRecord, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiUrl } from '../api.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useFindingText } from './finding-text.ts'
import { rehearsalQuery, roadQuery } from './queries.ts'
import classes from './road.module.css'
import { SceneList } from './SceneList.tsx'
import { useTake } from './studio-state.ts'
import { TONES } from './tones.ts'
import { useGround } from './use-road.ts'
import { useAttach, useBegin, VIDEO_ITEM } from './use-studio.ts'

export default function StudioPage() {
  const { t } = useTranslation('road')
  const ground = useGround()
  if (!ground) return null
  return (
    <>
      <p className={classes.quiet}>{t('studio.intro')}</p>
      {PERMISSIONS.map((permission) => (
        <VideoCard key={`${ground} ${permission}`} ground={ground} permission={permission} />
      ))}
    </>
  )
}

function VideoCard({ ground, permission }: { ground: Ground; permission: Permission }) {
  const { t } = useTranslation('road')
  const say = useFindingText()
  const rehearsal = useQuery(rehearsalQuery(ground, permission)).data
  const item = useQuery(roadQuery(ground)).data?.items.find(({ id }) => id === VIDEO_ITEM[permission])
  return (
    <Card
      title={t(`studio.${permission}.title`)}
      hint={permission}
      tags={item ? <StateTag tone={TONES[item.state]}>{t(`state.${item.state}`)}</StateTag> : null}
    >
      <div className={classes.stack}>
        <p>{t(`studio.${permission}.story`)}</p>
        {rehearsal ? <SceneList ground={ground} rehearsal={rehearsal} /> : null}
        {rehearsal && rehearsal.strayMessages > 0 ? (
          <Notice tone="warn">{t('studio.stray', { count: rehearsal.strayMessages })}</Notice>
        ) : null}
        {item?.finding && rehearsal?.video ? (
          <Notice tone={item.finding.state === 'passed' ? 'ok' : 'warn'}>{say(item.finding)}</Notice>
        ) : null}
        <Video rehearsal={rehearsal} />
        <Buttons ground={ground} permission={permission} />
      </div>
    </Card>
  )
}

function Video({ rehearsal }: { rehearsal: RehearsalView | undefined }) {
  if (!rehearsal?.video) return null
  // biome-ignore lint/a11y/useMediaCaption: the recording's captions are in its picture
  return <video controls preload="metadata" className={classes.video} src={apiUrl(`/road/files/${rehearsal.video.id}`)} />
}

function Buttons({ ground, permission }: { ground: Ground; permission: Permission }) {
  const { t } = useTranslation('road')
  const problemText = useProblemText()
  const take = useTake()
  const begin = useBegin(ground, permission)
  const attach = useAttach(ground, permission)
  const canRecord = typeof navigator.mediaDevices?.getDisplayMedia === 'function' && typeof MediaRecorder === 'function'
  const error = begin.error ?? attach.error
  return (
    <>
      <div className={classes.row}>
        <Button
          leftSection={<IconPlayerRecord size={16} />}
          disabled={take !== null || !canRecord}
          loading={begin.isPending}
          onClick={() => begin.mutate('record')}
        >
          {t('studio.record')}
        </Button>
        <Button variant="default" disabled={take !== null} loading={begin.isPending} onClick={() => begin.mutate('rehearse')}>
          {t('studio.rehearse')}
        </Button>
        <FileButton accept="video/mp4,video/webm" onChange={(file) => file && attach.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} />} loading={attach.isPending}>
              {t('studio.attach')}
            </Button>
          )}
        </FileButton>
      </div>
      {canRecord ? null : <p className={classes.quiet}>{t('studio.cannot')}</p>}
      {error ? (
        <Notice tone="warn" role="alert">
          {error instanceof DOMException ? t('studio.refused') : problemText(error)}
        </Notice>
      ) : null}
    </>
  )
}
