import type { TemplateField } from '@recado/contract/template-send/field'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FileField } from './FileField.tsx'
import { OrderField } from './OrderField.tsx'
import classes from './TemplateFields.module.css'
import { TextField } from './TextField.tsx'
import type { TemplateForm } from './use-template-form.ts'

interface Props {
  form: TemplateForm
  /** Whose files may be chosen, where somebody is known. */
  contactId: string | null
  conversationId: string | null
  /** Whether the person has come here to fill, and is not still choosing. */
  focusFirst: boolean
  /** Enter in the last field. */
  submit(): void
}

/** Focus starts on the first empty field; Enter goes to the next. A field complains only once it was left or passed. */
export function TemplateFields({ form, contactId, conversationId, focusFirst, submit }: Props) {
  const { t } = useTranslation('templates')
  const root = useRef<HTMLDivElement>(null)
  const { fields, values } = form
  const needed = fields.filter((field) => !field.isOptional)
  const optional = fields.filter((field) => field.isOptional)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on coming here
  useEffect(() => {
    if (!focusFirst) return
    const inputs = [...(root.current?.querySelectorAll<HTMLElement>('[data-value]') ?? [])]
    const empty = inputs.findIndex((input) => input.dataset.value === '')
    inputs[Math.max(0, empty)]?.focus()
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const inputs = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-value]')]
    const next = inputs[inputs.indexOf(event.target) + 1]
    if (next instanceof HTMLInputElement) next.select()
    else if (next) next.focus()
    else submit()
  }
  const draw = (field: TemplateField) =>
    field.place === 'file' ? (
      <FileField key={field.id} field={field} form={form} contactId={contactId} conversationId={conversationId} />
    ) : field.place === 'order' ? (
      <OrderField key={field.id} field={field} form={form} />
    ) : (
      <TextField
        key={field.id}
        field={field}
        value={values[field.id] ?? ''}
        isFromContact={form.fromContact.has(field.id)}
        change={(value) => form.change({ [field.id]: value })}
      />
    )
  if (fields.length === 0) return <p className={classes.none}>{t('fill.nothing')}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter moves among the fields inside
    <div className={classes.fields} ref={root} onKeyDown={onKeyDown}>
      <h3 className={classes.title}>{t('fill.title')}</h3>
      <p className={classes.hint}>{needed.length === 0 ? t('fill.nothing') : t('fill.hint', { count: needed.length })}</p>
      {needed.map((field, at) => (
        <div key={field.id}>
          {field.card !== null && field.card !== needed[at - 1]?.card ? (
            <h4 className={classes.card}>{t('fill.card', { number: field.card + 1 })}</h4>
          ) : null}
          {draw(field)}
        </div>
      ))}
      {optional.length > 0 ? (
        <details className={classes.more}>
          <summary>{t('fill.more')}</summary>
          {optional.map(draw)}
        </details>
      ) : null}
    </div>
  )
}
