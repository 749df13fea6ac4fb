import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { roadQuery } from '../road/queries.ts'
import { StateTag } from '../ui/Notice.tsx'
import classes from './onboarding.module.css'

/** How many new clients Meta still lets in this week, and the way to its meter. For whoever runs the installation. */
export function QuotaLine() {
  const { t } = useTranslation('signup')
  const road = useQuery(roadQuery('meta'))
  const item = road.data?.items.find(({ id }) => id === 'upkeep.quota')
  const { used, limit } = item?.finding?.facts ?? {}
  const isKnown = typeof used === 'number' && typeof limit === 'number'
  return (
    <p className={classes.quota}>
      <Link to="/road" search={(before) => before} hash="upkeep.quota">
        {t('quota.title')}
      </Link>
      {isKnown ? <StateTag tone={used >= limit ? 'danger' : 'plain'}>{t('quota.used', { used, limit })}</StateTag> : null}
    </p>
  )
}
