import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { ATTRIBUTE_KINDS, TAG_COLORS } from '@recado/contract/contact-words'
import type { AttributeView, TagView } from '@recado/contract/contacts'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { attributesQuery, tagsQuery } from '../contacts/contact-queries.ts'
import { Tag } from '../contacts/Tag.tsx'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import words from './ContactWordsSection.module.css'
import classes from './Rows.module.css'

/** Tags and own fields: the words a workspace has for its people. */
export default function ContactWordsSection() {
  return (
    <>
      <Tags />
      <Fields />
    </>
  )
}

function useWordChange<T>(send: (value: T) => Promise<unknown>, done?: () => void) {
  const client = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['contacts'] })
      done?.()
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
}

function Tags() {
  const { t } = useTranslation('contacts')
  const mayMake = useAbility('contacts.edit')
  const { data: tags = [] } = useQuery(tagsQuery)
  return (
    <Card title={t('settings.tags')} hint={t('settings.tagsHint')} flush>
      {tags.length === 0 ? <p className={words.none}>{t('settings.noTags')}</p> : null}
      <ul>
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} />
        ))}
      </ul>
      {mayMake ? <NewTag next={TAG_COLORS[tags.length % TAG_COLORS.length] ?? 'blue'} /> : null}
    </Card>
  )
}

function TagRow({ tag }: { tag: TagView }) {
  const { t } = useTranslation('contacts')
  const mayManage = useAbility('contacts.manage')
  const recolour = useWordChange((color: string) => api.patch(`/tags/${tag.id}`, { color }))
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <Tag tag={tag} />
      </div>
      <div className={classes.end}>
        <span className={classes.quiet}>{t('settings.uses', { count: tag.contacts ?? 0 })}</span>
        {mayManage ? (
          <>
            <NativeSelect
              aria-label={t('settings.tagColor', { name: tag.name })}
              size="xs"
              value={tag.color}
              data={TAG_COLORS.map((color) => ({ value: color, label: t(`tag.color.${color}`) }))}
              onChange={(event) => recolour.mutate(event.currentTarget.value)}
            />
            <Remove path={`/tags/${tag.id}`} label={t('settings.removeTag', { name: tag.name })}>
              {t('settings.removeTagBody')}
            </Remove>
          </>
        ) : null}
      </div>
    </li>
  )
}

function NewTag({ next }: { next: string }) {
  const { t } = useTranslation('contacts')
  const [name, setName] = useState('')
  const make = useWordChange(
    () => api.post('/tags', { name, color: next }),
    () => setName(''),
  )
  return (
    <form
      className={words.form}
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(undefined)
      }}
    >
      <TextInput label={t('settings.newTag')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={40} />
      <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
        {t('settings.add')}
      </Button>
    </form>
  )
}

function Fields() {
  const { t } = useTranslation('contacts')
  const mayManage = useAbility('workspace.manage')
  const { data: fields = [] } = useQuery(attributesQuery)
  return (
    <Card title={t('settings.fields')} hint={t('settings.fieldsHint')} flush>
      {fields.length === 0 ? <p className={words.none}>{t('settings.noFields')}</p> : null}
      <ul>
        {fields.map((field) => (
          <FieldRow key={field.id} field={field} mayManage={mayManage} />
        ))}
      </ul>
      {mayManage ? <NewField /> : null}
    </Card>
  )
}

function FieldRow({ field, mayManage }: { field: AttributeView; mayManage: boolean }) {
  const { t } = useTranslation('contacts')
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <div className={classes.name}>{field.name}</div>
        <div className={classes.quiet}>
          {t(`settings.kinds.${field.kind}`)}
          {field.choices.length > 0 ? `: ${field.choices.join(', ')}` : ''}
        </div>
      </div>
      {mayManage ? (
        <Remove path={`/contact-attributes/${field.id}`} label={t('settings.removeField', { name: field.name })}>
          {t('settings.removeFieldBody')}
        </Remove>
      ) : null}
    </li>
  )
}

function NewField() {
  const { t } = useTranslation('contacts')
  const [name, setName] = useState('')
  const [kind, setKind] = useState<AttributeView['kind']>('text')
  const [choices, setChoices] = useState('')
  const given = choices
    .split('\n')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '')
  const make = useWordChange(
    () => api.post('/contact-attributes', { name, kind, choices: kind === 'choice' ? given : [] }),
    () => {
      setName('')
      setChoices('')
    },
  )
  return (
    <form
      className={words.form}
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(undefined)
      }}
    >
      <TextInput label={t('settings.newField')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} />
      <NativeSelect
        label={t('settings.kind')}
        value={kind}
        data={ATTRIBUTE_KINDS.map((known) => ({ value: known, label: t(`settings.kinds.${known}`) }))}
        onChange={(event) => setKind(ATTRIBUTE_KINDS.find((known) => known === event.currentTarget.value) ?? 'text')}
      />
      {kind === 'choice' ? (
        <Textarea label={t('settings.choices')} value={choices} onChange={(event) => setChoices(event.currentTarget.value)} rows={3} />
      ) : null}
      <Button
        type="submit"
        variant="default"
        disabled={name.trim() === '' || (kind === 'choice' && given.length === 0)}
        loading={make.isPending}
      >
        {t('settings.add')}
      </Button>
    </form>
  )
}

function Remove({ path, label, children }: { path: string; label: string; children: ReactNode }) {
  const [isAsking, setAsking] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
  return (
    <>
      <ActionIcon aria-label={label} onClick={() => setAsking(true)}>
        <IconTrash size={16} stroke={1.75} />
      </ActionIcon>
      <ConfirmDialog
        opened={isAsking}
        close={() => setAsking(false)}
        title={label}
        confirm={label}
        busy={remove.isPending}
        error={remove.error}
        run={() => remove.mutate()}
      >
        <p>{children}</p>
      </ConfirmDialog>
    </>
  )
}
