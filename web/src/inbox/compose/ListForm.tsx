import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, headerPart, textPart } from './form.ts'
import { ListSections } from './ListSections.tsx'
import { blankSection, givenSections, type ListSection } from './list-sections.ts'

export default function ListForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [button, setButton] = useState<string>(() => t('list.buttonDefault'))
  const [header, setHeader] = useState('')
  const [footer, setFooter] = useState('')
  const [sections, setSections] = useState<readonly ListSection[]>(() => [blankSection(2)])
  const given = givenSections(sections)
  const untitled = given.length > 1 && given.some(({ title }) => title === undefined)
  const missing = [
    body.trim() === '' ? t('body') : null,
    button.trim() === '' ? t('list.button') : null,
    given.length === 0 ? t('list.row', { n: 1 }) : null,
    untitled ? t('list.titles') : null,
  ].filter((label) => label !== null)
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
          action: { button: button.trim(), sections: given },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.listBody} rows={3} isFirst />
      <Field label={t('list.button')} hint={t('list.buttonHint')} value={button} change={setButton} max={LIMITS.listButton} />
      <ListSections sections={sections} change={setSections} />
      <Field label={t('header')} value={header} change={setHeader} max={LIMITS.headerText} isOptional />
      <Field label={t('footer')} value={footer} change={setFooter} max={LIMITS.footer} isOptional />
    </FormFrame>
  )
}
