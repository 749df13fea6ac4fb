import { IconAlertCircle } from '@tabler/icons-react'
import classes from './TemplateFields.module.css'

export function FieldProblemLine({ id, children }: { id?: string; children: string }) {
  return (
    <span className={classes.problem} {...(id ? { id } : { role: 'alert' })}>
      <IconAlertCircle size={14} stroke={2} aria-hidden="true" />
      {children}
    </span>
  )
}
