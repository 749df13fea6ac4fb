import { Button } from '@mantine/core'
import type { BlockAnswer, ContactDetail, ContactMergeView } from '@recado/contract/contacts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { shownName } from '../inbox/contact-name.ts'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactSections.module.css'
import { contactNumbersQuery, contactQuery } from './contact-queries.ts'
import { useContactAction } from './use-contact-change.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

/** Who this really is, and whether they may write. */
export function PersonSection({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const mayManage = useAbility('contacts.manage')
  const mayEdit = useAbility('contacts.edit')
  const [isMerging, setMerging] = useState(false)
  const { data: numbers = [] } = useQuery(contactNumbersQuery)
  const spokenTo = numbers.filter((number) => contact.conversations.some((conversation) => conversation.numberId === number.id))
  return (
    <>
      {contact.merges.length > 0 ? (
        <ul className={classes.lines}>
          {contact.merges.map((merge) => (
            <Merged key={merge.id} contact={contact} merge={merge} mayUndo={mayManage} />
          ))}
        </ul>
      ) : null}
      <div className={classes.buttons}>
        {mayManage ? (
          <Button variant="default" size="xs" onClick={() => setMerging(true)}>
            {t('card.merge')}
          </Button>
        ) : null}
        {mayEdit
          ? spokenTo.map((number) => (
              <Block key={number.id} contact={contact} numberId={number.id} number={number.verifiedName ?? number.displayPhoneNumber} />
            ))
          : null}
      </div>
      <Suspense fallback={null}>{isMerging ? <MergeDialog contact={contact} close={() => setMerging(false)} /> : null}</Suspense>
    </>
  )
}

function Merged({ contact, merge, mayUndo }: { contact: ContactDetail; merge: ContactMergeView; mayUndo: boolean }) {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  const undo = useContactAction(
    contact.id,
    () => api.post<ContactDetail>(`/contacts/${contact.id}/merges/${merge.id}/undo`),
    () => showToast(t('card.separated')),
  )
  return (
    <li className={classes.line}>
      <span>{t('card.mergedFrom', { name: shownName(merge.merged) })}</span>
      <span className={classes.quiet}>
        {format.dateTime(merge.at)} · {t(`card.mergedBy.${merge.cause}`, { who: merge.by?.name ?? '' })}
      </span>
      {mayUndo ? (
        <span className={classes.buttons}>
          <Button variant="default" size="xs" loading={undo.isPending} onClick={() => undo.mutate(undefined)}>
            {t('card.undoMerge')}
          </Button>
        </span>
      ) : null}
    </li>
  )
}

function Block({ contact, numberId, number }: { contact: ContactDetail; numberId: string; number: string }) {
  const { t } = useTranslation('contacts')
  const client = useQueryClient()
  const problemText = useProblemText()
  const isBlocked = contact.blockedOn.includes(numberId)
  const path = `/numbers/${numberId}/blocked`
  const body = { contactIds: [contact.id] }
  const change = useMutation({
    mutationFn: () => (isBlocked ? api.delete<BlockAnswer>(path, { body }) : api.post<BlockAnswer>(path, body)),
    onSuccess: async ({ failed: [refused] }) => {
      await client.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey })
      await client.invalidateQueries({ queryKey: ['contacts'] })
      if (refused) return showToast(refused.code === 131047 ? t('card.blockWindow') : refused.title, { tone: 'danger' })
      return showToast(t(isBlocked ? 'card.unblockedDone' : 'card.blockedDone', { name: shownName(contact), number }))
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  return (
    <Button variant="default" size="xs" loading={change.isPending} onClick={() => change.mutate()}>
      {t(isBlocked ? 'card.unblock' : 'card.block', { number })}
    </Button>
  )
}
