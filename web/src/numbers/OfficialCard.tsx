import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { NumberIdentity } from '@recado/contract/number-identity'
import type { NumberView } from '@recado/contract/numbers'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice, StateTag, type Tone } from '../ui/Notice.tsx'
import { identityQuery, useKept } from './meta-queries.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  identity: NumberIdentity
}

const STATES = {
  NOT_STARTED: 'info',
  PENDING: 'info',
  UNDER_REVIEW: 'info',
  APPROVED: 'ok',
  REJECTED: 'danger',
  EXPIRED: 'warn',
  CANCELLED: 'warn',
} as const satisfies Record<string, Tone>
type State = keyof typeof STATES
const isState = (word: string): word is State => word in STATES
const WAITING = ['PENDING', 'UNDER_REVIEW', 'APPROVED']

export function OfficialCard({ number, identity }: Props) {
  const { t } = useTranslation('numberNames')
  const mayChange = useAbility('numbers.connect')
  const [isOpen, setOpen] = useState(false)
  const { status, message } = identity.official
  return (
    <Card
      title={t('official.title')}
      hint={t('official.hint')}
      tags={
        isState(status) ? (
          <StateTag tone={STATES[status]}>{t(`official.state.${status}`)}</StateTag>
        ) : (
          <StateTag tone="unknown">{status}</StateTag>
        )
      }
    >
      <Stack>
        {message !== null && status !== 'NOT_STARTED' ? <p className={classes.quiet}>{t('official.meta', { words: message })}</p> : null}
        {mayChange && !WAITING.includes(status) && !isOpen ? (
          <div>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('official.open')}
            </Button>
          </div>
        ) : null}
        {isOpen && !WAITING.includes(status) ? <Application number={number} /> : null}
      </Stack>
    </Card>
  )
}

const LANGUAGES = ['pt_BR', 'en_US', 'es'] as const
const isLink = (text: string) => /^https?:\/\/[^\s/]+\.[^\s/]+/.test(text) && URL.canParse(text)

function Application({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberNames')
  const problemText = useMetaProblem()
  const [draft, setDraft] = useState({ website: '', country: 'BR', language: 'pt_BR', parent: '', links: '', more: '' })
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const links = draft.links.split(/\s+/).filter((link) => link !== '')
  const apply = useKept(number.id, identityQuery(number.id).queryKey, t('official.sent'), () =>
    api.post<NumberIdentity>(`/numbers/${number.id}/identity/official`, {
      ...draft,
      website: draft.website.trim(),
      links,
    }),
  )
  const badLinks = links.length > 5 || links.some((link) => !isLink(link))
  const isReady = isLink(draft.website.trim()) && /^[A-Z]{2}$/.test(draft.country) && !badLinks
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) apply.mutate(undefined)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('official.website')}
          type="url"
          placeholder="https://"
          value={draft.website}
          error={draft.website !== '' && !isLink(draft.website.trim()) ? t('official.link') : undefined}
          onChange={(event) => set({ website: event.currentTarget.value })}
        />
        <TextInput
          label={t('official.country')}
          description={t('official.countryHint')}
          maxLength={2}
          value={draft.country}
          onChange={(event) => set({ country: event.currentTarget.value.toUpperCase() })}
        />
        <NativeSelect
          label={t('official.language')}
          value={draft.language}
          onChange={(event) => set({ language: event.currentTarget.value })}
          data={LANGUAGES.map((value) => ({ value, label: t(`official.languages.${value}`) }))}
        />
        <TextInput
          label={t('official.parent')}
          maxLength={255}
          value={draft.parent}
          onChange={(event) => set({ parent: event.currentTarget.value })}
        />
        <Textarea
          label={t('official.links')}
          description={t('official.linksHint')}
          rows={3}
          value={draft.links}
          error={badLinks ? t('official.link') : undefined}
          onChange={(event) => set({ links: event.currentTarget.value })}
        />
        <Textarea
          label={t('official.more')}
          rows={3}
          maxLength={1000}
          value={draft.more}
          onChange={(event) => set({ more: event.currentTarget.value })}
        />
        {apply.error ? (
          <Notice tone="danger" role="alert">
            {problemText(apply.error)}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" disabled={!isReady} loading={apply.isPending}>
            {t('official.send')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
