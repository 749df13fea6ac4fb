import { Button, CloseButton } from '@mantine/core'
import { LIMITS } from '@recado/contract/send/limits'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../ids.ts'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, filled, headerPart, textPart } from './form.ts'

interface Row {
  key: string
  title: string
  description: string
}
const blank = (): Row => ({ key: newUuid(), title: '', description: '' })

export default function ListForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [button, setButton] = useState<string>(() => t('list.buttonDefault'))
  const [header, setHeader] = useState('')
  const [footer, setFooter] = useState('')
  const [rows, setRows] = useState<readonly Row[]>(() => [blank(), blank()])
  const given = rows.filter(({ title }) => title.trim() !== '')
  const missing = [
    body.trim() === '' ? t('body') : null,
    button.trim() === '' ? t('list.button') : null,
    given.length === 0 ? t('list.row', { n: 1 }) : null,
  ].filter((label) => label !== null)
  const edit = (key: string, change: Partial<Row>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'list',
          ...headerPart(header),
          body: { text: body.trim() },
          ...textPart('footer', footer),
          action: {
            button: button.trim(),
            sections: [
              {
                rows: given.map(({ title, description }, at) => ({
                  id: `row_${at + 1}`,
                  title: title.trim(),
                  ...filled('description', description),
                })),
              },
            ],
          },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.listBody} rows={3} isFirst />
      <Field label={t('list.button')} hint={t('list.buttonHint')} value={button} change={setButton} max={LIMITS.listButton} />
      <fieldset className={classes.group}>
        <legend>{t('list.title')}</legend>
        {rows.map(({ key, title, description }, at) => (
          <div className={classes.row} key={key}>
            <Field label={t('list.row', { n: at + 1 })} value={title} change={(next) => edit(key, { title: next })} max={LIMITS.rowTitle} />
            <Field
              label={t('list.description', { n: at + 1 })}
              value={description}
              change={(next) => edit(key, { description: next })}
              max={LIMITS.rowDescription}
              isOptional
            />
            <CloseButton
              size={36}
              aria-label={t('list.remove', { n: at + 1 })}
              disabled={rows.length === 1}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            />
          </div>
        ))}
        <Button
          className={classes.add ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={rows.length >= LIMITS.rows}
          onClick={() => setRows([...rows, blank()])}
        >
          {t('list.add')}
        </Button>
      </fieldset>
      <Field label={t('header')} value={header} change={setHeader} max={LIMITS.headerText} isOptional />
      <Field label={t('footer')} value={footer} change={setFooter} max={LIMITS.footer} isOptional />
    </FormFrame>
  )
}
