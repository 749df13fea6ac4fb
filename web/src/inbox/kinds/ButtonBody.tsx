import { IconHandClick } from '@tabler/icons-react'
import { useText } from '../../i18n/use-text.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { said } from './reading.ts'

/** The customer pressed a quick-reply button of a template. */
export default function ButtonBody({ message: { content, text } }: BodyProps) {
  return <Chosen title={said(content.text) || text || said(content.payload)} description="" />
}

/** What was chosen among what we offered. */
export function Chosen({ title, description }: { title: string; description: string }) {
  const t = useText('kinds')
  return (
    <span className={classes.chosen}>
      <span className={classes.kind}>
        <IconHandClick size={16} stroke={1.75} aria-hidden="true" />
        {t('chosen')}
      </span>
      <b>{title}</b>
      {description ? <span className={classes.second}>{description}</span> : null}
    </span>
  )
}
