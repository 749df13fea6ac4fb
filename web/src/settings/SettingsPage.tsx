import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import classes from './SettingsPage.module.css'
import { useSections } from './sections.ts'

export default function SettingsPage() {
  const { t } = useTranslation('settings')
  const sections = useSections()
  return (
    <Page title={t('title')}>
      <div className={classes.columns}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {sections.map((section) => (
            <Link key={section} to={`/settings/${section}`} className={classes.link}>
              {t(`section.${section}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.section}>
          <Outlet />
        </div>
      </div>
    </Page>
  )
}
