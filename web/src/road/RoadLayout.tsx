import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import type { Ground } from '@recado/contract/road'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Page } from '../ui/Page.tsx'
import { SandboxBand } from '../ui/SandboxTag.tsx'
import { Denied } from '../ui/states.tsx'
import { roadQuery } from './queries.ts'
import classes from './road.module.css'
import { useGround } from './use-road.ts'

const TABS = [
  { to: '/road', id: 'checklist', exact: true },
  { to: '/road/legal', id: 'legal', exact: false },
  { to: '/road/texts', id: 'texts', exact: false },
  { to: '/road/studio', id: 'studio', exact: false },
  { to: '/road/pack', id: 'pack', exact: false },
  { to: '/road/guide', id: 'guide', exact: false },
] as const

export default function RoadLayout() {
  const { t } = useTranslation('road')
  const may = useAbility('installation.manage')
  if (!may) return <Denied>{t('denied')}</Denied>
  return <Road />
}

function Road() {
  const { t } = useTranslation('road')
  const ground = useGround()
  return (
    <Page
      title={t('title')}
      hint={t('hint')}
      {...(ground === 'sandbox' ? { band: <SandboxBand>{t('ground.rehearsal')}</SandboxBand> } : {})}
      actions={ground ? <GroundSwitch ground={ground} /> : null}
    >
      <nav className={classes.tabs} aria-label={t('parts')}>
        {TABS.map(({ to, id, exact }) => (
          <Link key={id} to={to} search={(before) => before} activeOptions={{ exact, includeSearch: false }} className={classes.tab}>
            {t(`tab.${id}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </Page>
  )
}

function GroundSwitch({ ground }: { ground: Ground }) {
  const { t } = useTranslation('road')
  const navigate = useNavigate({ from: '/road' })
  const view = useQuery(roadQuery(ground)).data
  if (view && !view.grounds.sandbox) return null
  return (
    <SegmentedControl
      aria-label={t('ground.label')}
      value={ground}
      onChange={(value) => {
        void navigate({ to: '.', search: { ground: value === 'sandbox' ? 'sandbox' : 'meta' } })
      }}
      data={[
        { value: 'meta', label: t('ground.meta') },
        { value: 'sandbox', label: t('ground.sandbox') },
      ]}
    />
  )
}
