import { type FieldProblem, fieldProblem, type TemplateField } from '@recado/contract/template-send/field'
import { IconUser } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldProblemLine } from './FieldProblemLine.tsx'
import { fieldLabel } from './field-label.ts'
import classes from './TemplateFields.module.css'

interface Props {
  field: TemplateField
  value: string
  isFromContact: boolean
  change(value: string): void
}

/** Said while one types; the rest only once the field was left. */
const AT_ONCE: ReadonlySet<FieldProblem> = new Set(['too_long', 'too_many'])

export function TextField({ field, value, isFromContact, change }: Props) {
  const { t } = useTranslation('templates')
  const id = useId()
  const [wasLeft, setLeft] = useState(false)
  const problem = fieldProblem(field, value)
  const shown = problem !== null && (wasLeft || AT_ONCE.has(problem)) ? problem : null
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
          type={field.place === 'offer' ? 'datetime-local' : 'text'}
          data-value={value}
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
        <FieldProblemLine id={`${id}-problem`}>
          {shown === 'too_long' ? t('problem.too_long', { count: value.length - field.maxLength }) : t(`problem.${shown}`)}
        </FieldProblemLine>
      ) : null}
    </div>
  )
}
