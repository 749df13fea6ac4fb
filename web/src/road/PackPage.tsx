import { Button } from '@mantine/core'
import type { Ground, RoadView } from '@recado/contract/road'
import { ITEMS, PERMISSIONS } from '@recado/contract/road-items'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiUrl } from '../api.ts'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { HandlingCard } from './HandlingCard.tsx'
import { roadQuery } from './queries.ts'
import { ReviewerCard } from './ReviewerCard.tsx'
import classes from './road.module.css'
import { SubmissionsCard } from './SubmissionsCard.tsx'
import { ToItem } from './ToItem.tsx'
import { useGround } from './use-road.ts'

export default function PackPage() {
  const ground = useGround()
  return ground ? <Pack key={ground} ground={ground} /> : null
}

function Pack({ ground }: { ground: Ground }) {
  const view = useQuery(roadQuery(ground)).data
  if (!view) return null
  return (
    <>
      <ReviewerCard view={view} />
      <HandlingCard view={view} />
      <Download view={view} />
      <SubmissionsCard ground={ground} />
    </>
  )
}

function Download({ view }: { view: RoadView }) {
  const { t } = useTranslation('road')
  const missing = ITEMS.filter(({ id }) => view.missing.includes(id))
  return (
    <Card title={t('pack.title')} hint={t('pack.hint')}>
      <div className={classes.stack}>
        {missing.length === 0 ? (
          <Notice tone="ok">{t('pack.ready')}</Notice>
        ) : (
          <Notice tone="warn">
            {t('pack.notReady', { count: missing.length })}
            <ul className={classes.missing}>
              {missing.map(({ id }) => (
                <li key={id}>
                  <ToItem id={id} />
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className={classes.row}>
          <Button component="a" href={apiUrl(`/road/${view.ground}/pack.zip`)} download leftSection={<IconDownload size={16} />}>
            {t('pack.zip')}
          </Button>
          {PERMISSIONS.map((permission) => (
            <Button
              key={permission}
              component="a"
              href={apiUrl(`/road/${view.ground}/pack/${permission}`)}
              target="_blank"
              variant="default"
              leftSection={<IconPrinter size={16} />}
            >
              {t('pack.print', { permission })}
            </Button>
          ))}
        </div>
        <p className={classes.quiet}>{t('pack.secret')}</p>
      </div>
    </Card>
  )
}
