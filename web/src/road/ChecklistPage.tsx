import { Button } from '@mantine/core'
import type { RoadView } from '@recado/contract/road'
import { ITEMS, STAGES, type Stage } from '@recado/contract/road-items'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import { ItemRow } from './ItemRow.tsx'
import { roadQuery } from './queries.ts'
import { RoadSettingsCard } from './RoadSettingsCard.tsx'
import classes from './road.module.css'
import { UpkeepCard } from './UpkeepCard.tsx'
import { useGround, useKeepRoad } from './use-road.ts'

export default function ChecklistPage() {
  const ground = useGround()
  return ground ? <Checklist key={ground} ground={ground} /> : <Bones />
}

const Bones = () => (
  <Loading>
    <BoneRows rows={8} />
  </Loading>
)

function Checklist({ ground }: { ground: RoadView['ground'] }) {
  const road = useQuery(roadQuery(ground))
  if (road.data) return <Stages view={road.data} />
  return road.isError ? <ErrorState error={road.error} retry={() => void road.refetch()} /> : <Bones />
}

function Stages({ view }: { view: RoadView }) {
  return (
    <>
      <Summary view={view} />
      <RoadSettingsCard view={view} />
      <UpkeepCard view={view} />
      {STAGES.map((stage, place) => (
        <StageCard key={stage} stage={stage} place={place + 1} view={view} />
      ))}
    </>
  )
}

const isSettled = (state: string) => state === 'passed' || state === 'done'

function Summary({ view }: { view: RoadView }) {
  const { t } = useTranslation(['road', 'roadItems'])
  const format = useFormat()
  const now = useNow()
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const run = useMutation({ mutationFn: () => api.post<RoadView>(`/road/${view.ground}/checks`, {}), onSuccess: keep })
  const needed = ITEMS.filter(({ need }) => need === 'submit').length
  const done = needed - view.missing.length
  return (
    <Card
      title={view.missing.length === 0 ? t('summary.ready') : t('summary.title')}
      tags={view.missing.length === 0 ? <StateTag tone="ok">{t('summary.readyTag')}</StateTag> : null}
      hint={view.checkedAt ? t('summary.checked', { when: format.ago(view.checkedAt, now) }) : t('summary.never')}
      actions={
        <Button leftSection={<IconRefresh size={16} />} loading={run.isPending} onClick={() => run.mutate()}>
          {t('summary.run')}
        </Button>
      }
    >
      <div className={classes.progress}>
        <progress max={needed} value={done} aria-label={t('summary.progress', { done, needed })} />
        <span>{t('summary.progress', { done, needed })}</span>
      </div>
      {run.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(run.error)}
        </Notice>
      ) : null}
    </Card>
  )
}

function StageCard({ stage, place, view }: { stage: Stage; place: number; view: RoadView }) {
  const { t } = useTranslation('road')
  const items = ITEMS.filter((item) => item.stage === stage)
  const settled = items.filter(({ id }) => isSettled(view.items.find((each) => each.id === id)?.state ?? '')).length
  return (
    <Card
      title={`${place}. ${t(`stage.${stage}.title`)}`}
      hint={t(`stage.${stage}.hint`)}
      tags={
        <StateTag tone={settled === items.length ? 'ok' : 'plain'}>{t('summary.count', { done: settled, needed: items.length })}</StateTag>
      }
      flush
    >
      {items.map((item) => {
        const shown = view.items.find((each) => each.id === item.id)
        return shown ? <ItemRow key={item.id} item={item} shown={shown} view={view} /> : null
      })}
    </Card>
  )
}
