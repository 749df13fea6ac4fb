import { NativeSelect } from '@mantine/core'
import type { AttributeView, ContactDetail, ContactPatch } from '@recado/contract/contacts'
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { membersQuery } from '../session/granters.ts'
import { useAbility } from '../session/me.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactSections.module.css'
import { attributesQuery } from './contact-queries.ts'
import { EditableValue } from './EditableValue.tsx'
import { useContactChange } from './use-contact-change.ts'

const LANGUAGES = ['pt-BR', 'es', 'en'] as const

export function DataSection({ contact }: { contact: ContactDetail }) {
  const { t, i18n } = useTranslation('contacts')
  const mayEdit = useAbility('contacts.edit')
  const { data: attributes = [] } = useQuery(attributesQuery)
  const { data: members = [] } = useQuery(membersQuery)
  const change = useContactChange(contact.id)
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' })

  /** Saved on leaving the field, taken back by the toast. */
  const save = (what: string, patch: ContactPatch, before: ContactPatch) =>
    change.mutate(patch, { onSuccess: () => showToast(t('card.saved', { what }), { undo: () => change.mutate(before) }) })
  const line = (field: 'company' | 'email', type: 'text' | 'email' = 'text') => (
    <EditableValue
      what={t(`column.${field}`)}
      shown={contact[field] ?? ''}
      text={contact[field] ?? ''}
      type={type}
      mayEdit={mayEdit}
      save={(text) => save(t(`column.${field}`), { [field]: text || null }, { [field]: contact[field] })}
    />
  )
  const known = LANGUAGES.some((language) => language === contact.language) || contact.language === null ? [] : [contact.language]
  const languageOptions = [...LANGUAGES, ...known].map((code) => ({ value: code, label: languages.of(code) ?? code }))
  return (
    <dl className={classes.pairs}>
      <Pair word={t('card.owner')}>
        <Choice
          label={t('card.owner')}
          value={contact.owner?.id ?? ''}
          mayEdit={mayEdit}
          options={[{ value: '', label: t('card.nobody') }, ...members.map((member) => ({ value: member.userId, label: member.name }))]}
          save={(id) => save(t('card.owner'), { ownerId: id || null }, { ownerId: contact.owner?.id ?? null })}
        />
      </Pair>
      <Pair word={t('column.company')}>{line('company')}</Pair>
      <Pair word={t('column.email')}>{line('email', 'email')}</Pair>
      <Pair word={t('column.language')}>
        <Choice
          label={t('column.language')}
          value={contact.language ?? ''}
          mayEdit={mayEdit}
          options={[{ value: '', label: t('card.notSet') }, ...languageOptions]}
          save={(code) => save(t('column.language'), { language: code || null }, { language: contact.language })}
        />
      </Pair>
      {attributes.map((attribute) => (
        <Pair word={attribute.name} key={attribute.id}>
          <AttributeField
            attribute={attribute}
            contact={contact}
            mayEdit={mayEdit}
            save={(value) =>
              save(
                attribute.name,
                { attributes: { [attribute.id]: value } },
                { attributes: { [attribute.id]: contact.attributes[attribute.id] ?? null } },
              )
            }
          />
        </Pair>
      ))}
    </dl>
  )
}

function Pair({ word, children }: { word: string; children: ReactNode }) {
  return (
    <Fragment>
      <dt className={classes.word} title={word}>
        {word}
      </dt>
      <dd className={classes.value}>{children}</dd>
    </Fragment>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  mayEdit: boolean
  save(value: string): void
}

function Choice({ label, value, options, mayEdit, save }: ChoiceProps) {
  if (!mayEdit) return <>{options.find((option) => option.value === value)?.label}</>
  return (
    <NativeSelect aria-label={label} size="xs" value={value} data={[...options]} onChange={(event) => save(event.currentTarget.value)} />
  )
}

interface AttributeProps {
  attribute: AttributeView
  contact: ContactDetail
  mayEdit: boolean
  save(value: string | number | boolean | null): void
}

function AttributeField({ attribute, contact, mayEdit, save }: AttributeProps) {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  const value = contact.attributes[attribute.id]
  const text = value === undefined ? '' : String(value)
  if (attribute.kind === 'boolean') {
    const options = [
      { value: '', label: t('card.notSet') },
      { value: 'true', label: t('card.yes') },
      { value: 'false', label: t('card.no') },
    ]
    return (
      <Choice
        label={attribute.name}
        value={text}
        options={options}
        mayEdit={mayEdit}
        save={(word) => save(word === '' ? null : word === 'true')}
      />
    )
  }
  if (attribute.kind === 'choice') {
    const options = [{ value: '', label: t('card.notSet') }, ...attribute.choices.map((choice) => ({ value: choice, label: choice }))]
    return <Choice label={attribute.name} value={text} options={options} mayEdit={mayEdit} save={(word) => save(word || null)} />
  }
  const shown = typeof value === 'number' ? format.number(value) : attribute.kind === 'date' && text ? format.day(`${text}T12:00:00`) : text
  const read = (words: string) => (words === '' ? null : attribute.kind === 'number' ? Number(words) : words)
  return (
    <EditableValue
      what={attribute.name}
      shown={shown}
      text={text}
      type={attribute.kind}
      maxLength={500}
      mayEdit={mayEdit}
      save={(words) => save(read(words))}
    />
  )
}
