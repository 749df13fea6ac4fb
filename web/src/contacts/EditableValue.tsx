import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ContactSections.module.css'

interface Props {
  what: string
  /** as it is shown; empty when nothing is known */
  shown: string
  /** as it is edited */
  text: string
  type?: 'text' | 'email' | 'number' | 'date'
  maxLength?: number
  mayEdit: boolean
  save(text: string): void
}

/** A line that turns into a field when it is pressed, and is saved on leaving it. Escape leaves it as it was. */
export function EditableValue({ what, shown, text, type = 'text', maxLength = 120, mayEdit, save }: Props) {
  const { t } = useTranslation('contacts')
  const [draft, setDraft] = useState<string | null>(null)
  if (!mayEdit) return <span className={shown ? undefined : classes.unset}>{shown || t('card.notSet')}</span>
  if (draft === null) {
    return (
      <button
        type="button"
        className={classes.edit}
        aria-label={`${t('card.edit', { what })}: ${shown || t('card.empty')}`}
        onClick={() => setDraft(text)}
      >
        {shown || <span className={classes.unset}>{t('card.empty')}</span>}
      </button>
    )
  }
  const leave = () => {
    setDraft(null)
    if (draft.trim() !== text) save(draft.trim())
  }
  return (
    <input
      className={classes.input}
      type={type}
      step="any"
      value={draft}
      aria-label={what}
      maxLength={maxLength}
      // biome-ignore lint/a11y/noAutofocus: the person just pressed this very line
      autoFocus
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}
