import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './compose.module.css'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, headerPart, textPart } from './form.ts'

export default function ButtonsForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [header, setHeader] = useState('')
  const [footer, setFooter] = useState('')
  const [titles, setTitles] = useState(['', '', ''])
  const given = titles.map((title) => title.trim()).filter((title) => title !== '')
  const isRepeated = new Set(given).size < given.length
  const missing = [
    body.trim() === '' ? t('body') : null,
    given.length === 0 ? t('buttons.one', { n: 1 }) : null,
    isRepeated ? t('buttons.different') : null,
  ].filter((label) => label !== null)
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'button',
          ...headerPart(header),
          body: { text: body.trim() },
          ...textPart('footer', footer),
          action: { buttons: given.map((title, at) => ({ type: 'reply', reply: { id: `button_${at + 1}`, title } })) },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={3} isFirst />
      <fieldset className={classes.group}>
        <legend>{t('buttons.title')}</legend>
        {titles.map((title, at) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: three fields that never change places
            key={at}
            label={t('buttons.one', { n: at + 1 })}
            value={title}
            change={(next) => setTitles(titles.map((one, place) => (place === at ? next : one)))}
            max={LIMITS.buttonTitle}
            isOptional={at > 0}
          />
        ))}
      </fieldset>
      <Field label={t('header')} value={header} change={setHeader} max={LIMITS.headerText} isOptional />
      <Field label={t('footer')} value={footer} change={setFooter} max={LIMITS.footer} isOptional />
    </FormFrame>
  )
}
