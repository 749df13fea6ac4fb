import { Button, Modal, Textarea } from '@mantine/core'
import type { QrCodeView, QrCodeWish } from '@recado/contract/number-assets'
import { LONGEST_PREFILL } from '@recado/contract/number-limits'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { qrCodesQuery } from './queries.ts'
import { useMetaProblem } from './use-meta-problem.ts'

/** A new code, or another message for one there is. */
export function QrCodeForm({ number, code, close }: { number: NumberView; code: QrCodeView | null; close(): void }) {
  const { t } = useTranslation(['numberAssets', 'common'])
  const client = useQueryClient()
  const problemText = useMetaProblem()
  const [message, setMessage] = useState(code?.prefilledMessage ?? '')
  const [tried, setTried] = useState(false)
  const keep = useMutation({
    mutationFn: (wish: QrCodeWish) => api.post<QrCodeView>(`/numbers/${number.id}/qr-codes`, wish),
    onSuccess: (kept) => {
      client.setQueryData(qrCodesQuery(number.id).queryKey, (codes = []) =>
        codes.some((one) => one.code === kept.code) ? codes.map((one) => (one.code === kept.code ? kept : one)) : [kept, ...codes],
      )
      close()
    },
  })
  const text = message.trim()
  const isWrong = text === '' || text.length > LONGEST_PREFILL
  const submit = () => {
    setTried(true)
    if (!isWrong) keep.mutate({ prefilledMessage: text, ...(code ? { code: code.code } : {}) })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={code ? t('qr.editTitle') : t('qr.newTitle')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Textarea
            label={t('qr.message')}
            description={`${t('qr.messageHint')} ${t('profile.left', { count: LONGEST_PREFILL - text.length })}.`}
            rows={3}
            value={message}
            error={tried && isWrong ? t('qr.messageNeeded') : null}
            onChange={(event) => setMessage(event.currentTarget.value)}
            data-autofocus
          />
          {keep.error ? (
            <Notice tone="danger" role="alert">
              {problemText(keep.error)}
            </Notice>
          ) : null}
          <div>
            <Button type="submit" loading={keep.isPending}>
              {code ? t('qr.save') : t('qr.create')}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
