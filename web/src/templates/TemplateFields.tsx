import { type FieldProblem, fieldProblem, type TemplateField } from '@recado/contract/template-send/field'
import { IconAlertCircle, IconUser } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldLabel } from './field-label.ts'
import classes from './TemplateFields.module.css'

interface Props {
  fields: readonly TemplateField[]
  values: Readonly<Record<string, string>>
  /** Which values came from the contact and were not changed. */
  fromContact: ReadonlySet<string>
  /** Whether the person has come here to fill, and is not still choosing. */
  focusFirst: boolean
  change(id: string, value: string): void
  /** Enter in the last field. */
  submit(): void
}

/** Focus starts on the first empty field; Enter goes to the next. A field complains only once it was left or passed. */
export function TemplateFields({ fields, values, fromContact, focusFirst, change, submit }: Props) {
  const { t } = useTranslation('templates')
  const form = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on coming here
  useEffect(() => {
    if (!focusFirst) return
    const empty = fields.findIndex((field) => (values[field.id] ?? '') === '')
    form.current?.querySelectorAll('input')[Math.max(0, empty)]?.focus()
  }, [])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const inputs: (EventTarget | HTMLInputElement)[] = [...event.currentTarget.querySelectorAll('input')]
    const next = inputs[inputs.indexOf(event.target) + 1]
    if (next instanceof HTMLInputElement) next.select()
    else submit()
  }
  if (fields.length === 0) return <p className={classes.none}>{t('fill.nothing')}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter moves among the fields inside
    <div className={classes.fields} ref={form} onKeyDown={onKeyDown}>
      <h3 className={classes.title}>{t('fill.title')}</h3>
      <p className={classes.hint}>{t('fill.hint', { count: fields.length })}</p>
      {fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={values[field.id] ?? ''}
          isFromContact={fromContact.has(field.id)}
          change={(value) => change(field.id, value)}
        />
      ))}
    </div>
  )
}

interface FieldProps {
  field: TemplateField
  value: string
  isFromContact: boolean
  change(value: string): void
}

function Field({ field, value, isFromContact, change }: FieldProps) {
  const { t } = useTranslation('templates')
  const id = useId()
  const [wasLeft, setLeft] = useState(false)
  const problem = fieldProblem(field, value)
  const shown = problem !== null && (wasLeft || problem === 'too_long') ? problem : null
  const isText = field.place === 'header' || field.place === 'body'
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {fieldLabel(t, field)} {isText ? <code className={classes.variable}>{`{{${field.name}}}`}</code> : null}
      </label>
      <span className={classes.box} data-problem={shown ?? undefined}>
        {field.button?.prefix ? (
          <span className={classes.prefix} title={field.button.prefix}>
            {field.button.prefix.replace(/^https?:\/\//, '')}
          </span>
        ) : null}
        <input
          id={id}
          className={classes.input}
          value={value}
          placeholder={field.example ? t('fill.example', { example: field.example }) : ''}
          aria-invalid={shown !== null}
          aria-describedby={shown ? `${id}-problem` : undefined}
          autoComplete="off"
          onChange={(event) => change(event.currentTarget.value)}
          onBlur={() => setLeft(true)}
          onPaste={(event) => {
            // Meta refuses line breaks inside a parameter; what is pasted from elsewhere often has one at the end.
            const pasted = event.clipboardData.getData('text')
            if (!/[\n\r\t]/.test(pasted)) return
            event.preventDefault()
            const { selectionStart, selectionEnd } = event.currentTarget
            const clean = pasted.trim().replace(/[\s]+/g, ' ')
            change(value.slice(0, selectionStart ?? 0) + clean + value.slice(selectionEnd ?? value.length))
          }}
        />
        {isFromContact ? (
          <span className={classes.contact}>
            <IconUser size={14} stroke={2} aria-hidden="true" />
            {t('fill.fromContact')}
          </span>
        ) : null}
      </span>
      {shown ? (
        <span className={classes.problem} id={`${id}-problem`}>
          <IconAlertCircle size={14} stroke={2} aria-hidden="true" />
          {problemText(shown)}
        </span>
      ) : null}
    </div>
  )

  function problemText(kind: FieldProblem): string {
    return kind === 'too_long' ? t('problem.too_long', { count: value.length - field.maxLength }) : t(`problem.${kind}`)
  }
}
