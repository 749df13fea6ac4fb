import type { ContactDetail, ContactPatch } from '@recado/contract/contacts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { contactQuery } from './contact-queries.ts'

/** Every change of one contact answers with the whole contact, which is what all of its screens show. */
export function useContactAction<T>(
  contactId: string,
  act: (value: T) => Promise<ContactDetail>,
  done?: (contact: ContactDetail, value: T) => void,
) {
  const client = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: act,
    onSuccess: (contact, value) => {
      client.setQueryData(contactQuery(contactId).queryKey, contact)
      void client.invalidateQueries({ queryKey: ['contacts'] })
      done?.(contact, value)
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
}

export function useContactChange(contactId: string) {
  return useContactAction(contactId, (patch: ContactPatch) => api.patch<ContactDetail>(`/contacts/${contactId}`, patch))
}
