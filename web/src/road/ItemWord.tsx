import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Button, Checkbox, FileButton, Textarea } from '@mantine/core'
import type { ItemView, RoadView } from '@recado/contract/road'
import type { Item } from '@recado/contract/road-items'
import { IconPaperclip, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, apiUrl } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { roadQuery } from './queries.ts'
import classes from './road.module.css'
import { uploadFile } from './upload.ts'

/** What only a person can see: their word, when they gave it, and what they attach to it. */
export function ItemWord({ item, shown, view }: { item: Item; shown: ItemView; view: RoadView }) {
  const { t } = useTranslation('road')
  const format = useFormat()
  const client = useQueryClient()
  const problemText = useProblemText()
  const [note, setNote] = useState(shown.mark?.note ?? '')
  const again = () => client.invalidateQueries({ queryKey: roadQuery(view.ground).queryKey })
  const say = useMutation({
    mutationFn: (done: boolean) => api.put(`/road/${view.ground}/items/${item.id}/mark`, { done, note }),
    onSuccess: again,
  })
  const attach = useMutation({ mutationFn: (file: File) => uploadFile(view.ground, item.id, file), onSuccess: again })
  const remove = useMutation({ mutationFn: (id: string) => api.delete(`/road/files/${id}`), onSuccess: again })
  const error = say.error ?? attach.error ?? remove.error
  return (
    <div className={classes.word}>
      <Checkbox
        label={t('word.done')}
        checked={shown.mark?.done ?? false}
        disabled={say.isPending}
        onChange={(event) => say.mutate(event.currentTarget.checked)}
      />
      <Textarea
        label={t('word.note')}
        description={t('word.noteHint')}
        autosize
        minRows={1}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => {
          if (note !== (shown.mark?.note ?? '')) say.mutate(shown.mark?.done ?? false)
        }}
      />
      {shown.mark?.done ? (
        <p className={classes.quiet}>
          {t('word.by', { who: shown.mark.by, when: format.dateTime(shown.mark.at) })}
          {shown.expiresAt ? ` ${t('word.until', { when: format.day(shown.expiresAt) })}` : ''}
        </p>
      ) : null}
      <ul className={classes.files}>
        {shown.files.map((file) => (
          <li key={file.id}>
            <a href={apiUrl(`/road/files/${file.id}`)} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('word.removeFile', { name: file.name })}
              onClick={() => remove.mutate(file.id)}
            >
              <IconTrash size={14} />
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <FileButton accept="image/png,image/jpeg,image/webp,application/pdf,text/plain" onChange={(file) => file && attach.mutate(file)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconPaperclip size={14} />} loading={attach.isPending}>
              {t('word.attach')}
            </Button>
          )}
        </FileButton>
      </div>
      {error ? (
        <Notice tone="warn" role="alert">
          {problemText(error)}
        </Notice>
      ) : null}
    </div>
  )
}
