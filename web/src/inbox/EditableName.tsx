import { ActionIcon, Tooltip } from '@mantine/core'
import type { ContactView } from '@recado/contract/conversations'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { shownName } from './contact-name.ts'
import classes from './EditableName.module.css'
import { useInboxStore } from './use-inbox.ts'

/** Edited in its place, saved on leaving it, undone by toast. Empty gives back the name WhatsApp knows. */
export function EditableName({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('inbox')
  const store = useInboxStore()
  const problemText = useProblemText()
  const mayEdit = useAbility('conversations.reply')
  const [text, setText] = useState<string | null>(null)

  const save = async (name: string | null, before: string | null) => {
    const result = await store.commands.rename(contact, name)
    if (!result.ok) return showToast(problemText(result.problem), { tone: 'danger' })
    return showToast(name ? t('contact.renamed', { name }) : t('contact.unnamed'), {
      undo: () => void store.commands.rename(contact, before),
    })
  }
  const leave = () => {
    const name = text?.trim() || null
    setText(null)
    if (text !== null && name !== contact.name && name !== shownName(contact)) void save(name, contact.name)
  }

  if (text === null) {
    return (
      <span className={classes.name}>
        <h2 className={classes.words}>{shownName(contact)}</h2>
        {mayEdit ? (
          <Tooltip label={t('contact.rename')}>
            <ActionIcon size={28} aria-label={t('contact.rename')} onClick={() => setText(shownName(contact))}>
              <IconPencil size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </span>
    )
  }
  return (
    <input
      className={classes.input}
      value={text}
      aria-label={t('contact.name')}
      maxLength={120}
      // biome-ignore lint/a11y/noAutofocus: the person just pressed "edit"
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setText(null)
      }}
    />
  )
}
