import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import type { MeView } from '@recado/contract/team'
import {
  IconBell,
  IconDeviceMobileMessage,
  IconHelpCircle,
  IconKeyboard,
  IconLogout,
  IconRoute,
  IconSelector,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALE_NAMES, LOCALES } from '../i18n/areas.ts'
import { useSessionActions } from '../session/actions.ts'
import { useMe } from '../session/me.ts'
import { openKeyboardSheet } from './overlays.ts'
import { UserButton } from './UserButton.tsx'
import classes from './UserMenu.module.css'

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

export default function UserMenuWhole() {
  const target = useRef<HTMLButtonElement>(null)
  const { t, i18n } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { switchWorkspace, changeLocale, signOut } = useSessionActions()
  const schemeNames = { light: t('user.themeLight'), dark: t('user.themeDark'), auto: t('user.themeSystem') }

  return (
    <Menu
      position="right-end"
      width={260}
      withinPortal={false}
      floatingStrategy="fixed"
      defaultOpened
      onClose={() => target.current?.focus({ preventScroll: true })}
    >
      <Menu.Target>
        <UserButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <div className={classes.person}>
          <strong className={classes.cut}>{me.user.name}</strong>
          <span className={classes.quiet}>
            {me.active ? `${me.active.workspace.name} · ${t(`role.${me.active.role}`)}` : me.user.email}
          </span>
        </div>
        {me.workspaces.length > 1 ? (
          <>
            <Menu.Label>{t('user.workspace')}</Menu.Label>
            <Menu.RadioGroup value={me.active?.workspace.id ?? null} onChange={switchWorkspace}>
              {nearest(me).map((workspace) => (
                <Menu.RadioItem key={workspace.id} value={workspace.id} closeMenuOnClick>
                  {workspace.name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            {me.workspaces.length > SHOWN ? (
              <Menu.Item leftSection={<IconSelector size={16} />} onClick={() => void navigate({ to: '/settings/workspaces' })}>
                {t('user.allWorkspaces')}
              </Menu.Item>
            ) : null}
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/settings/profile' })}>
          {t('user.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeyboardSheet}>
          {t('user.keyboard')}
        </Menu.Item>
        {me.active?.abilities.includes('numbers.connect') ? (
          <Menu.Item className={classes.onlySmall} leftSection={<IconBell size={16} />} onClick={() => void navigate({ to: '/alerts' })}>
            {t('nav.alerts')}
          </Menu.Item>
        ) : null}
        {me.user.isOperator ? (
          <Menu.Item className={classes.onlySmall} leftSection={<IconRoute size={16} />} onClick={() => void navigate({ to: '/road' })}>
            {t('nav.road')}
          </Menu.Item>
        ) : null}
        <Menu.Item className={classes.onlySmall} leftSection={<IconHelpCircle size={16} />} onClick={() => void navigate({ to: '/help' })}>
          {t('nav.help')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceMobileMessage size={16} />} component="a" href="/sandbox/phone" target="recado-phone">
          {t('nav.phone')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('user.language')}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={changeLocale}>
          {LOCALES.map((locale) => (
            <Menu.RadioItem key={locale} value={locale} lang={locale}>
              {LOCALE_NAMES[locale]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {schemeNames[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const SHOWN = 5

/** The one we are in and a few more; an operator may have hundreds, which have a page of their own. */
function nearest(me: MeView): MeView['workspaces'] {
  const here = me.workspaces.filter(({ id }) => id === me.active?.workspace.id)
  const others = me.workspaces.filter(({ id }) => id !== me.active?.workspace.id)
  return [...here, ...others].slice(0, SHOWN)
}
