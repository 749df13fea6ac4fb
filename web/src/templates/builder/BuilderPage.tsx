import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page.tsx'

export function BuilderPage({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const { t } = useTranslation('templates')
  return (
    <Page
      title={title}
      hint={hint}
      crumb={
        <Link to="/templates">
          <IconArrowLeft size={14} aria-hidden="true" />
          {t('title')}
        </Link>
      }
    >
      {children}
    </Page>
  )
}
