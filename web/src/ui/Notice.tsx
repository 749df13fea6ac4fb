import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

export type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'unknown'

const ICONS = { ok: IconCircleCheck, warn: IconAlertTriangle, danger: IconAlertCircle, info: IconInfoCircle, unknown: IconHelpCircle }

/** Cause, consequence, way out; the button beside it. */
export function Notice({
  tone,
  children,
  action,
  role,
}: {
  tone: Tone
  children: ReactNode
  action?: ReactNode
  role?: 'alert' | 'status'
}) {
  const Icon = ICONS[tone]
  return (
    <div className={classes.notice} data-tone={tone} {...(role ? { role } : {})}>
      <Icon size={20} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  )
}

/** A state in a word, with the shape that says it without colour. */
export function StateTag({ tone, children }: { tone: Tone | 'plain'; children: ReactNode }) {
  const Icon = tone === 'plain' ? null : ICONS[tone]
  return (
    <span className={classes.tag} data-tone={tone}>
      {Icon ? <Icon size={14} stroke={2} aria-hidden="true" /> : null}
      {children}
    </span>
  )
}

export function StateIcon({ tone }: { tone: Tone }) {
  const Icon = ICONS[tone]
  return <Icon size={20} stroke={1.75} className={classes.stateIcon} data-tone={tone} aria-hidden="true" />
}
