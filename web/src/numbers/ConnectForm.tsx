import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { Button } from '@mantine/core'
import type { CredentialField, FieldCheck, NumberView } from '@recado/contract/numbers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useActive } from '../session/me.ts'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { CheckedField } from './CheckedField.tsx'
import classes from './ConnectForm.module.css'
import { forgetDraft, readDraft, writeDraft } from './draft.ts'
import { type Credentials, EMPTY, FIELDS, type LiveChecks, useLiveChecks } from './live-checks.ts'
import { numbersQuery, webhookQuery } from './queries.ts'

/** Connect a number by hand: five values from Meta, each checked while it is typed, kept encrypted and never shown again. */
export function ConnectForm({ onConnected }: { onConnected(number: NumberView): void }) {
  const { t } = useTranslation(['numbers', 'common'])
  const { workspace } = useActive()
  const client = useQueryClient()
  const problemText = useProblemText()
  const webhook = useQuery(webhookQuery)
  const [typed, setTyped] = useState<Credentials>(() => ({ ...EMPTY, ...readDraft(localStorage, workspace.id) }))
  const [ownVerifyToken, setOwnVerifyToken] = useState(false)
  const values: Credentials = ownVerifyToken ? typed : { ...typed, verifyToken: webhook.data?.verifyToken ?? '' }
  const checks = useLiveChecks(values)
  const connect = useMutation({
    mutationFn: () => api.post<NumberView>('/numbers/connect', Object.fromEntries(FIELDS.map((field) => [field, values[field].trim()]))),
    onSuccess: async (number) => {
      forgetDraft(localStorage, workspace.id)
      await client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      onConnected(number)
    },
    // What was right a moment ago is not any more: the fields say which.
    onError: () => checks.again(),
  })
  const change = (field: CredentialField) => (value: string) => {
    if (field === 'verifyToken') setOwnVerifyToken(true)
    const next = { ...values, [field]: value }
    setTyped(next)
    writeDraft(localStorage, workspace.id, next)
  }
  const good = FIELDS.filter((field) => checks.checkOf(field)?.state === 'ok')
  const ready = good.length === FIELDS.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) connect.mutate()
  }
  const props = (field: CredentialField) => ({
    field,
    value: values[field],
    onChange: change(field),
    check: checks.checkOf(field),
    checking: checks.isChecking(field),
  })

  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-labelledby="connect-title" autoComplete="off">
      <div className={classes.inside}>
        <div className={classes.head}>
          <div className={classes.words}>
            <h2 id="connect-title">{t('form.title')}</h2>
            <p className={classes.lead}>
              {t('form.lead')}{' '}
              <Link to="/help" hash="connect" target="_blank">
                {t('form.where')}
              </Link>
            </p>
          </div>
          <StateTag tone={ready ? 'ok' : 'plain'}>{t('form.checked', { done: good.length, total: FIELDS.length })}</StateTag>
        </div>
        <div className={classes.grid}>
          <CheckedField {...props('accessToken')} secret wide />
          <CheckedField {...props('wabaId')} />
          <CheckedField {...props('phoneNumberId')} />
          <CheckedField {...props('appSecret')} secret />
          <CheckedField {...props('verifyToken')} />
          <div className={classes.wide}>
            {webhook.data ? (
              <CopyFields>
                <CopyField what={t('webhook.callbackUrl')} value={webhook.data.callbackUrl} />
                <CopyField what={t('webhook.verifyToken')} value={values.verifyToken} />
              </CopyFields>
            ) : null}
            <p className={classes.under}>{t('webhook.lead')}</p>
          </div>
          {webhook.data && !webhook.data.isPublic ? (
            <div className={classes.wide}>
              <Notice tone="warn">{t('webhook.notPublic')}</Notice>
            </div>
          ) : null}
        </div>
        {connect.error ? (
          <Notice tone="danger" role="alert">
            {problemText(connect.error)}
          </Notice>
        ) : null}
      </div>
      <Foot values={values} checks={checks} busy={connect.isPending} ready={ready} />
    </form>
  )
}

/** What is left to do, beside the button that waits for it. */
function Foot({ values, checks, busy, ready }: { values: Credentials; checks: LiveChecks; busy: boolean; ready: boolean }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const names = (fields: readonly CredentialField[]) => format.list(fields.map((field) => t(`form.${field}`)))
  const inState = (state: FieldCheck['state']) => FIELDS.filter((field) => checks.checkOf(field)?.state === state)
  const [wrong, unknown, empty] = [inState('wrong'), inState('unknown'), FIELDS.filter((field) => values[field].trim() === '')]
  const checking = FIELDS.some((field) => checks.isChecking(field))
  const said = () => {
    if (checks.error) return t('form.offline')
    if (wrong.length > 0) return t('form.wrong', { fields: names(wrong) })
    if (checking) return t('form.checking')
    if (empty.length > 0) return t('form.remaining', { fields: names(empty) })
    if (unknown.length > 0) return t('form.unknown', { fields: names(unknown) })
    return ready ? t('form.ready') : ''
  }
  return (
    <div className={classes.foot}>
      <div className={classes.said}>
        <p role="status">{said()}</p>
        <p className={classes.draft}>{t('form.draft')}</p>
      </div>
      {checks.error || (unknown.length > 0 && empty.length === 0) ? (
        <Button variant="subtle" onClick={checks.again}>
          {t('form.recheck')}
        </Button>
      ) : null}
      <Button type="submit" disabled={!ready} loading={busy}>
        {t('form.submit')}
      </Button>
    </div>
  )
}
