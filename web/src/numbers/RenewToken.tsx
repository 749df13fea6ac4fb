import { Button, Modal, PasswordInput } from '@mantine/core'
import type { NewToken, NumberToken } from '@recado/contract/number-token'
import type { FieldCheck, NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import { authoriseAgain } from './authorise-again.ts'
import { useCheckWords } from './field-words.ts'
import classes from './NumberPage.module.css'
import { numbersQuery, tokenQuery } from './queries.ts'
import { useMetaProblem } from './use-meta-problem.ts'

/** Two ways to a token that Meta accepts: its window once more, or one that somebody pastes. */
export function RenewToken({ number, color }: { number: NumberView; color?: 'danger' }) {
  const { t } = useTranslation('numbers')
  const [opened, setOpened] = useState(false)
  return (
    <div className={classes.ways}>
      {/* Another document: Meta's SDK is let into that page alone. */}
      <Button size="xs" component="a" href={authoriseAgain(number.id)} {...(color ? { color } : { variant: 'default' })}>
        {t('token.again')}
      </Button>
      <Button size="xs" variant={color ? 'outline' : 'default'} {...(color ? { color } : {})} onClick={() => setOpened(true)}>
        {t('token.renew')}
      </Button>
      {opened ? <Form number={number} close={() => setOpened(false)} /> : null}
    </div>
  )
}

/** One field. Meta confirms the new token before the old one goes, and what waited in the queue leaves. */
function Form({ number, close }: { number: NumberView; close(): void }) {
  const { t } = useTranslation(['numbers', 'common'])
  const client = useQueryClient()
  const [accessToken, setAccessToken] = useState('')
  const renew = useMutation({
    mutationFn: (token: NewToken) => api.put<NumberToken>(`/numbers/${number.id}/token`, token),
    onSuccess: (fresh) => {
      client.setQueryData(tokenQuery(number.id).queryKey, fresh)
      void client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      showToast(t('token.renewed'))
      close()
    },
  })
  const words = useRefusalWords()
  return (
    <Modal opened onClose={close} title={t('token.renewTitle')} size={520} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (accessToken.trim() !== '') renew.mutate({ accessToken: accessToken.trim() })
        }}
      >
        <Stack>
          <p>{t('token.renewLead', { name: number.wabaName })}</p>
          <PasswordInput
            label={t('form.accessToken')}
            description={t('form.accessTokenHint')}
            value={accessToken}
            onChange={(event) => setAccessToken(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            data-1p-ignore
            data-lpignore="true"
            visibilityToggleButtonProps={{ 'aria-label': t('common:action.show') }}
          />
          {renew.error ? (
            <Notice tone="danger" role="alert">
              {words(renew.error)}
            </Notice>
          ) : null}
          <div>
            <Button type="submit" disabled={accessToken.trim() === ''} loading={renew.isPending}>
              {t('token.renewDo')}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

/** The first thing that Meta finds wrong, in the words of the connect form: cause and mend. */
function useRefusalWords(): (error: unknown) => string {
  const { t } = useTranslation('numbers')
  const checkWords = useCheckWords()
  const metaProblem = useMetaProblem()
  return (error) => {
    if (!isProblem(error, 'credentials_wrong') && !isProblem(error, 'meta_unreachable')) return metaProblem(error)
    const { checks } = error.details
    const wrong = Array.isArray(checks) ? checks.find(isBad) : undefined
    if (wrong === undefined) return metaProblem(error)
    return wrong.problem === 'secret_of_other_app' ? t('token.otherApp') : checkWords(wrong)
  }
}

const isBad = (check: unknown): check is FieldCheck =>
  typeof check === 'object' &&
  check !== null &&
  'field' in check &&
  'facts' in check &&
  'state' in check &&
  (check.state === 'wrong' || check.state === 'unknown')
