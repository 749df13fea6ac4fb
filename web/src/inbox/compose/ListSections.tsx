import { Button, CloseButton } from '@mantine/core'
import { LIMITS } from '@recado/contract/send/limits'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { blankRow, blankSection, countRows, type ListRow, type ListSection } from './list-sections.ts'
import { AddSection, SectionTitle } from './Sections.tsx'

interface Props {
  sections: readonly ListSection[]
  change(sections: readonly ListSection[]): void
}

/** The options of a list. One section needs no title and shows none; the second one brings titles for both. */
export function ListSections({ sections, change }: Props) {
  const { t } = useTranslation('compose')
  const isFull = countRows(sections) >= LIMITS.rows
  const edit = (key: string, next: Partial<ListSection>) =>
    change(sections.map((section) => (section.key === key ? { ...section, ...next } : section)))
  let before = 0
  return (
    <>
      {sections.map((section, at) => {
        const first = before
        before += section.rows.length
        const heading = sections.length > 1 ? t('list.section', { n: at + 1 }) : t('list.title')
        return (
          <fieldset className={classes.group} key={section.key}>
            <legend>{heading}</legend>
            {sections.length > 1 ? (
              <SectionTitle
                n={at + 1}
                title={section.title}
                change={(title) => edit(section.key, { title })}
                remove={() => change(sections.filter(({ key }) => key !== section.key))}
              />
            ) : null}
            <Rows rows={section.rows} first={first} isFull={isFull} change={(rows) => edit(section.key, { rows })} />
          </fieldset>
        )
      })}
      <AddSection isFull={isFull} add={() => change([...sections, blankSection()])} />
    </>
  )
}

interface RowsProps {
  rows: readonly ListRow[]
  /** How many options the sections above have. */
  first: number
  /** WhatsApp counts the options of all sections together. */
  isFull: boolean
  change(rows: readonly ListRow[]): void
}

function Rows({ rows, first, isFull, change }: RowsProps) {
  const { t } = useTranslation('compose')
  const edit = (key: string, next: Partial<ListRow>) => change(rows.map((row) => (row.key === key ? { ...row, ...next } : row)))
  return (
    <>
      {rows.map(({ key, title, description }, at) => {
        const n = first + at + 1
        return (
          <div className={classes.row} key={key}>
            <Field label={t('list.row', { n })} value={title} change={(next) => edit(key, { title: next })} max={LIMITS.rowTitle} />
            <Field
              label={t('list.description', { n })}
              value={description}
              change={(next) => edit(key, { description: next })}
              max={LIMITS.rowDescription}
              isOptional
            />
            <CloseButton
              size={36}
              aria-label={t('list.remove', { n })}
              disabled={rows.length === 1}
              onClick={() => change(rows.filter((row) => row.key !== key))}
            />
          </div>
        )
      })}
      <Button
        className={classes.add ?? ''}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        disabled={isFull}
        onClick={() => change([...rows, blankRow()])}
      >
        {t('list.add')}
      </Button>
    </>
  )
}
