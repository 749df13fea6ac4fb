import { type ReactNode, useEffect } from 'react'
import classes from './Page.module.css'

interface Props {
  title: string
  /** Beside the title: tags that belong to it. */
  tags?: ReactNode
  /** Under the title, quiet. */
  hint?: ReactNode
  /** Above the title: the way back. */
  crumb?: ReactNode
  actions?: ReactNode
  /** Above everything, across the page: the sandbox band. */
  band?: ReactNode
  children: ReactNode
}

/** A page outside the inbox: header that stays, content that scrolls. */
export function Page({ title, tags, hint, crumb, actions, band, children }: Props) {
  useTitle(title)
  return (
    <div className={classes.page}>
      {band}
      <header className={classes.header}>
        <div className={classes.words}>
          {crumb ? <div className={classes.crumb}>{crumb}</div> : null}
          <div className={classes.titleRow}>
            <h1>{title}</h1>
            {tags}
          </div>
          {hint ? <p className={classes.hint}>{hint}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      <div className={classes.body} data-region="content">
        {children}
      </div>
    </div>
  )
}

/** What the browser's tab says. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Recado`
  }, [title])
}

/** Main column plus a side column that drops below. */
export function Columns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>{children}</div>
      <div className={classes.column}>{side}</div>
    </div>
  )
}
