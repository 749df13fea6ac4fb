import { useTranslation } from 'react-i18next'
import classes from './SandboxTag.module.css'

/** Marks whatever belongs to a sandbox number. Dashed, so that it is unmistakable without colour too. */
export function SandboxTag({ word = 'tag' }: { word?: 'tag' | 'simulated' }) {
  const { t } = useTranslation()
  return (
    <span className={classes.tag} title={t('sandbox.meaning')}>
      {t(`sandbox.${word}`)}
    </span>
  )
}

/** The striped band on top of every simulated surface. */
export function SandboxBand({ children }: { children: React.ReactNode }) {
  return <div className={classes.band}>{children}</div>
}
