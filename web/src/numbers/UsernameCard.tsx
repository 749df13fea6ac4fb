import { Button, TextInput } from '@mantine/core'
import { usernameProblem } from '@recado/contract/name-rules'
import type { NumberIdentity } from '@recado/contract/number-identity'
import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { identityQuery, suggestionsQuery, useKept } from './meta-queries.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  identity: NumberIdentity
}

export function UsernameCard({ number, identity }: Props) {
  const { t } = useTranslation('numberNames')
  const mayChange = useAbility('numbers.connect')
  const { value, status, refused } = identity.username
  const tag = value === null ? null : status === 'approved' ? 'approved' : 'reserved'
  return (
    <Card
      title={t('username.title')}
      hint={t('username.hint')}
      tags={tag ? <StateTag tone={tag === 'approved' ? 'ok' : 'info'}>{t(`username.${tag}`)}</StateTag> : null}
    >
      <Stack>
        {refused === null ? null : <Notice tone="info">{t('username.refused', { words: refused })}</Notice>}
        {value === null ? null : (
          <dl className={classes.facts}>
            <dt>{t('username.current')}</dt>
            <dd>@{value}</dd>
          </dl>
        )}
        {tag === 'reserved' ? <p className={classes.quiet}>{t('username.reservedHint')}</p> : null}
        {mayChange && refused === null ? <Ask number={number} current={value} /> : null}
        {mayChange && value !== null ? <Remove number={number} username={value} /> : null}
      </Stack>
    </Card>
  )
}

/** Meta's code for a username that another number of the same business has. */
const IN_USE = 147005

function Ask({ number, current }: { number: NumberView; current: string | null }) {
  const { t } = useTranslation('numberNames')
  const problemText = useMetaProblem()
  const [username, setUsername] = useState('')
  const suggestions = useQuery({ ...suggestionsQuery(number.id), enabled: current === null })
  const ask = useKept(number.id, identityQuery(number.id).queryKey, t('username.asked'), (takeOver: boolean) =>
    api.put<NumberIdentity>(`/numbers/${number.id}/identity/username`, { username, takeOver }),
  )
  const problem = username === '' ? null : usernameProblem(username)
  const isReady = username !== '' && problem === null && username !== current
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) ask.mutate(false, { onSuccess: () => setUsername('') })
  }
  const isInUse = isProblem(ask.error, 'meta_refused') && ask.error.details.code === IN_USE
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t(current === null ? 'username.new' : 'username.other')}
          description={t('username.newHint')}
          value={username}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={problem === null ? undefined : t(`username.problem.${problem}`)}
          onChange={(event) => setUsername(event.currentTarget.value.trim().replace(/^@/, ''))}
        />
        {suggestions.data && suggestions.data.length > 0 ? (
          <div className={classes.chips}>
            {suggestions.data.slice(0, 5).map((idea) => (
              <Button key={idea} size="xs" variant="default" onClick={() => setUsername(idea)} aria-label={t('username.take', { idea })}>
                {idea}
              </Button>
            ))}
          </div>
        ) : null}
        {ask.error ? (
          <Notice
            tone="danger"
            role="alert"
            action={
              isInUse ? (
                <Button size="xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate(true)}>
                  {t('username.takeOver')}
                </Button>
              ) : null
            }
          >
            {problemText(ask.error)}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" disabled={!isReady} loading={ask.isPending}>
            {t('username.ask')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function Remove({ number, username }: { number: NumberView; username: string }) {
  const { t } = useTranslation('numberNames')
  const [asking, setAsking] = useState(false)
  const remove = useKept(number.id, identityQuery(number.id).queryKey, t('username.removed'), () =>
    api.delete<NumberIdentity>(`/numbers/${number.id}/identity/username`),
  )
  return (
    <div>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('username.remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('username.removeTitle', { username })}
        confirm={t('username.remove')}
        busy={remove.isPending}
        error={remove.error}
        run={() => remove.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        <p>{t('username.removeBody')}</p>
      </ConfirmDialog>
    </div>
  )
}
