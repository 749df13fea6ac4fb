import { Button } from '@mantine/core'
import type { SignupLinkView, SignupMode } from '@recado/contract/onboarding'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import rows from '../settings/Rows.module.css'
import { Card, Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { ErrorState } from '../ui/states.tsx'
import classes from './onboarding.module.css'
import { linksQuery } from './queries.ts'

const MODES = ['cloud', 'coexistence'] as const

interface Made {
  link: SignupLinkView
  url: string
}

/** Links to send to whoever owns the number and has no account here. */
export function LinksCard() {
  const { t } = useTranslation('signup')
  const format = useFormat()
  const client = useQueryClient()
  const problemText = useProblemText()
  const links = useQuery(linksQuery)
  const [made, setMade] = useState<Made | null>(null)
  const renew = () => client.invalidateQueries({ queryKey: linksQuery.queryKey })
  const make = useMutation({
    mutationFn: (mode: SignupMode) => api.post<Made>('/signup-links', { ground: 'meta', mode }),
    onSuccess: (fresh) => {
      setMade(fresh)
      return renew()
    },
  })
  const withdraw = useMutation({ mutationFn: (id: string) => api.delete(`/signup-links/${id}`), onSuccess: renew })
  const error = make.error ?? withdraw.error
  return (
    <Card
      title={t('links.title')}
      hint={t('links.hint')}
      actions={
        <div className={classes.actions}>
          {MODES.map((mode) => (
            <Button
              key={mode}
              variant="default"
              size="xs"
              loading={make.isPending && make.variables === mode}
              onClick={() => make.mutate(mode)}
            >
              {t(`links.make.${mode}`)}
            </Button>
          ))}
        </div>
      }
      flush
    >
      {made || error ? (
        <div className={rows.note}>
          <Stack>
            {error ? (
              <Notice tone="danger" role="alert">
                {problemText(error)}
              </Notice>
            ) : null}
            {made ? (
              <>
                <p>{t('links.once', { until: format.dateTime(made.link.expiresAt) })}</p>
                <CopyFields>
                  <CopyField what={t('links.makeTitle')} value={made.url} />
                </CopyFields>
                <SendLink url={made.url} />
              </>
            ) : null}
          </Stack>
        </div>
      ) : null}
      {links.isError ? (
        <ErrorState error={links.error} retry={() => void links.refetch()} />
      ) : links.data?.length === 0 ? (
        <p className={rows.note}>{t('links.none')}</p>
      ) : (
        <ul>
          {links.data?.map((link) => (
            <LinkRow key={link.id} link={link} busy={withdraw.isPending} withdraw={() => withdraw.mutate(link.id)} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** By whatever the person has: their own mail program, their own WhatsApp. Nothing is sent from here. */
function SendLink({ url }: { url: string }) {
  const { t } = useTranslation('signup')
  const text = encodeURIComponent(t('links.letter', { url }))
  return (
    <div className={classes.actions}>
      <Button component="a" size="xs" variant="default" href={`mailto:?subject=${encodeURIComponent(t('links.subject'))}&body=${text}`}>
        {t('links.byMail')}
      </Button>
      <Button component="a" size="xs" variant="default" href={`https://wa.me/?text=${text}`} target="_blank" rel="noreferrer">
        {t('links.byWhatsApp')}
      </Button>
    </div>
  )
}

function LinkRow({ link, busy, withdraw }: { link: SignupLinkView; busy: boolean; withdraw(): void }) {
  const { t } = useTranslation('signup')
  const format = useFormat()
  const when = format.dateTime(link.createdAt)
  return (
    <li className={rows.row}>
      <div className={rows.main}>
        <div className={rows.name}>
          {when}, {t(`links.of.${link.mode}`)}
        </div>
        <div className={rows.quiet}>
          {t(`links.${link.state}`, { until: format.dateTime(link.expiresAt) })}
          {link.createdBy ? `, ${t('links.by', { who: link.createdBy })}` : ''}
        </div>
      </div>
      {link.state === 'open' ? (
        <Button size="xs" variant="subtle" color="danger" disabled={busy} aria-label={t('links.withdrawOf', { when })} onClick={withdraw}>
          {t('links.withdraw')}
        </Button>
      ) : null}
    </li>
  )
}
