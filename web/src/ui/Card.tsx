import { type ReactNode, useId } from 'react'
import classes from './Card.module.css'

interface Props {
  title?: string
  tags?: ReactNode
  hint?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  /** Rows that reach from edge to edge bring their own padding. */
  flush?: boolean
  children: ReactNode
}

export function Card({ title, tags, hint, actions, footer, flush = false, children }: Props) {
  const id = useId()
  return (
    <section className={classes.card} {...(title ? { 'aria-labelledby': id } : {})}>
      {title ? (
        <div className={classes.head}>
          <div className={classes.words}>
            <div className={classes.title}>
              <h2 id={id}>{title}</h2>
              {tags}
            </div>
            {hint ? <p className={classes.hint}>{hint}</p> : null}
          </div>
          {actions}
        </div>
      ) : null}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
      {footer ? <div className={classes.footer}>{footer}</div> : null}
    </section>
  )
}

/** Fields under each other. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={classes.stack}>{children}</div>
}
