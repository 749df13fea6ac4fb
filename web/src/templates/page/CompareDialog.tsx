import { Modal, NativeSelect } from '@mantine/core'
import type { ListedTemplate, TemplateDetail } from '@recado/contract/template-life'
import { templateFields } from '@recado/contract/template-send/fields'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { BoneRows, ErrorState, Loading } from '../../ui/states.tsx'
import { PreviewStage } from '../PreviewStage.tsx'
import { languageName } from '../template-words.ts'
import { useTemplateWords } from '../use-template-words.ts'
import { templatesQuery } from '../use-templates.ts'
import classes from './CompareDialog.module.css'

interface Props {
  template: TemplateDetail
  opened: boolean
  close(): void
}

/** This template beside another one, or beside itself in another language. */
export function CompareDialog({ template, opened, close }: Props) {
  const { t } = useTranslation('templateLife')
  const { t: common } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('compare.title', { name: template.name })}
      size={920}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {opened ? <Both template={template} /> : null}
    </Modal>
  )
}

function Both({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const { data, error, refetch } = useQuery(templatesQuery(undefined))
  const [chosen, choose] = useState<string | null>(null)
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <Loading>
        <BoneRows rows={4} />
      </Loading>
    )
  }
  const others = othersOf(data, template)
  const other = others.find(({ id }) => id === chosen) ?? others[0]
  if (!other) return <p>{t('compare.none')}</p>
  return (
    <div className={classes.dialog}>
      <NativeSelect
        label={t('compare.with')}
        value={other.id}
        onChange={(event) => choose(event.currentTarget.value)}
        data={others.map((one) => ({ value: one.id, label: labelOf(one, template) }))}
      />
      <div className={classes.both}>
        <Side template={template} />
        <Side template={other} />
      </div>
    </div>
  )
}

/** With the account where it is another one: copies carry the same name. */
function labelOf({ name, language, wabaId }: ListedTemplate, template: TemplateDetail): string {
  const words = [name, languageName(language, currentLocale())]
  return (wabaId === template.wabaId ? words : [...words, wabaId]).join(' · ')
}

/** Its own other languages first. */
function othersOf(all: readonly ListedTemplate[], { id, name }: TemplateDetail): ListedTemplate[] {
  const rank = (one: ListedTemplate) => (one.name === name ? 0 : 1)
  return all
    .filter((one) => one.id !== id)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.language.localeCompare(b.language))
}

function Side({ template }: { template: ListedTemplate }) {
  const { t } = useTranslation('templateLife')
  const words = useTemplateWords()
  const format = useFormat()
  const values = Object.fromEntries(templateFields(template).map((field) => [field.id, field.example ?? '']))
  const said = (
    [
      ['status', words.status(template.status)],
      ['category', words.category(template.category)],
      ['quality', words.quality(template.quality)],
      ['uses', format.number(template.uses)],
    ] as const
  ).map(([name, value]) => (
    <div key={name}>
      <dt>{t(`fact.${name}`)}</dt>
      <dd>{value}</dd>
    </div>
  ))
  return (
    <section className={classes.side} aria-label={`${template.name} · ${languageName(template.language, currentLocale())}`}>
      <div className={classes.preview}>
        <PreviewStage
          template={template}
          values={values}
          title={`${template.name} · ${languageName(template.language, currentLocale())}`}
        />
      </div>
      <dl className={classes.facts}>{said}</dl>
    </section>
  )
}
