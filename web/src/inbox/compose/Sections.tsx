import { Button, CloseButton } from '@mantine/core'
import { LIMITS } from '@recado/contract/send/limits'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'

interface TitleProps {
  /** Which of the sections, from 1. */
  n: number
  title: string
  change(title: string): void
  remove(): void
}

/** The title of one of several sections, and the way to take it out. */
export function SectionTitle({ n, title, change, remove }: TitleProps) {
  const { t } = useTranslation('compose')
  return (
    <div className={classes.titled}>
      <Field label={t('list.sectionTitle', { n })} value={title} change={change} max={LIMITS.sectionTitle} />
      <CloseButton size={36} aria-label={t('list.removeSection', { n })} onClick={remove} />
    </div>
  )
}

interface AddProps {
  isFull: boolean
  add(): void
}

export function AddSection({ isFull, add }: AddProps) {
  const { t } = useTranslation('compose')
  return (
    <Button className={classes.add ?? ''} size="xs" variant="default" leftSection={<IconPlus size={14} />} disabled={isFull} onClick={add}>
      {t('list.addSection')}
    </Button>
  )
}
