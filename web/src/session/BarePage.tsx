import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconMoon, IconSun, IconWorld } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE_NAMES, LOCALES } from '../i18n/areas.ts'
import { currentLocale, setLocale } from '../i18n/setup.ts'
import { Mark } from '../shell/Mark.tsx'
import { useTitle } from '../ui/Page.tsx'
import classes from './BarePage.module.css'

interface Props {
  title: string
  lead?: ReactNode
  /** A narrow card in the middle, or the whole width for the first choice. */
  width?: 'card' | 'wide'
  /** In the top row, beside language and theme. */
  aside?: ReactNode
  /** Where changing the language also belongs to the person's account. */
  onLocale?: (locale: string) => void
  children?: ReactNode
}

/** A page without the rail: before signing in, and the first choice after. */
export function BarePage({ title, lead, width = 'card', aside, onLocale, children }: Props) {
  useTitle(title)
  return (
    <div className={classes.page}>
      <div className={classes.wrap} data-width={width}>
        <header className={classes.top}>
          <Mark size={32} />
          <strong className={classes.name}>Recado</strong>
          {aside}
          <LocaleMenu onLocale={onLocale ?? ((locale) => void setLocale(LOCALES.find((known) => known === locale) ?? 'pt-BR'))} />
          <SchemeButton />
        </header>
        <main className={classes.main} id="content">
          <div className={classes.hero}>
            <h1>{title}</h1>
            {lead ? <p>{lead}</p> : null}
          </div>
          {children}
        </main>
        <Footer />
      </div>
    </div>
  )
}

function LocaleMenu({ onLocale }: { onLocale(locale: string): void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconWorld size={16} />}
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${t('user.language')}: ${LOCALE_NAMES[currentLocale()]}`}
        >
          {LOCALE_NAMES[currentLocale()]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={currentLocale()} onChange={onLocale}>
          {LOCALES.map((locale) => (
            <Menu.RadioItem key={locale} value={locale} lang={locale} closeMenuOnClick>
              {LOCALE_NAMES[locale]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

function SchemeButton() {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const now = useComputedColorScheme('light')
  const next = now === 'dark' ? 'light' : 'dark'
  const label = `${t('user.theme')}: ${next === 'dark' ? t('user.themeDark') : t('user.themeLight')}`
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setColorScheme(next)}>
        {next === 'dark' ? <IconMoon size={20} stroke={1.75} /> : <IconSun size={20} stroke={1.75} />}
      </ActionIcon>
    </Tooltip>
  )
}

function Footer() {
  const { t } = useTranslation('session')
  return (
    <footer className={classes.footer}>
      <span>{t('footer.at', { host: location.host })}</span>
      <span>{t('footer.open')}</span>
    </footer>
  )
}
