import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/me.ts'
import { Avatar } from '../ui/Avatar.tsx'
import classes from './UserMenu.module.css'

/** The last thing of the rail: me. Opens the menu of what belongs to me. */
export function UserButton(props: ComponentProps<'button'>) {
  const { t } = useTranslation()
  const { user } = useMe()
  const narrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  return (
    <button type="button" {...props} className={classes.target}>
      <Avatar name={user.name} size={narrow ? 22 : 34} />
      <span className={classes.more}>{t('nav.more')}</span>
      <VisuallyHidden>{t('user.menu', { name: user.name })}</VisuallyHidden>
    </button>
  )
}
