import { Button } from '@mantine/core'
import type { AlertView } from '@recado/contract/alerts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { authoriseAgain } from '../numbers/authorise-again.ts'
import { numbersQuery } from '../numbers/queries.ts'
import { useAbility } from '../session/me.ts'
import { Notice, StateIcon } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useNow } from '../ui/use-now.ts'
import classes from './Alerts.module.css'

/** What happened, since when, and what to do about it. */
export function AlertRow({ alert }: { alert: AlertView }) {
  const { t } = useTranslation('alerts')
  const problemText = useProblemText()
  const facts = useFacts(alert)
  const mayResolve = useAbility('numbers.connect')
  const client = useQueryClient()
  const resolve = useMutation({
    mutationFn: () => api.post<AlertView>(`/alerts/${alert.id}/resolve`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  })
  const isOpen = alert.endedAt === null
  const title = t(`kind.title.${alert.kind}`, facts)
  return (
    <li className={classes.row} data-over={!isOpen || undefined}>
      <StateIcon tone={isOpen ? alert.severity : 'ok'} />
      <div className={classes.text}>
        <h3 className={classes.title}>{title}</h3>
        <p>{t(`kind.body.${alert.kind}`, facts)}</p>
        {isOpen ? <p className={classes.mend}>{t(`kind.mend.${alert.kind}`, facts)}</p> : null}
        <p className={classes.when}>
          <When alert={alert} />
        </p>
        {resolve.error ? (
          <Notice tone="danger" role="alert">
            {problemText(resolve.error)}
          </Notice>
        ) : null}
      </div>
      {isOpen ? (
        <div className={classes.acts}>
          {alert.numberId ? <SeeNumber id={alert.numberId} /> : null}
          {OF_TOKENS.has(alert.kind) && mayResolve ? <Again wabaId={alert.wabaId} /> : null}
          {!alert.isLasting && mayResolve ? (
            <Button
              variant="default"
              size="xs"
              aria-label={t('resolveOf', { title })}
              loading={resolve.isPending}
              onClick={() => resolve.mutate()}
            >
              {t('resolve')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

const OF_TOKENS: ReadonlySet<AlertView['kind']> = new Set(['token_refused', 'token_expiring', 'token_lacks_permission'])

/** Straight to Meta's window, by way of any number of the account. */
function Again({ wabaId }: { wabaId: string | null }) {
  const { t } = useTranslation('alerts')
  const numbers = useQuery(numbersQuery)
  const number = numbers.data?.find((one) => one.wabaId === wabaId)
  return number ? (
    <Button size="xs" component="a" href={authoriseAgain(number.id)}>
      {t('again')}
    </Button>
  ) : null
}

function SeeNumber({ id }: { id: string }) {
  const { t } = useTranslation('alerts')
  return (
    <Button variant="default" size="xs" renderRoot={(props) => <Link to="/numbers/$numberId" params={{ numberId: id }} {...props} />}>
      {t('seeNumber')}
    </Button>
  )
}

function When({ alert }: { alert: AlertView }) {
  const { t } = useTranslation('alerts')
  const format = useFormat()
  const now = useNow()
  if (alert.endedAt === null) return t('since', { when: format.ago(alert.openedAt, now) })
  const when = format.ago(alert.endedAt, now)
  return alert.endedBy ? t('endedBy', { who: alert.endedBy, when }) : t('ended', { when })
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** Instants among the facts as people write them; a fact that the sentence wants and nobody told is a question mark. */
function useFacts({ facts }: AlertView) {
  const format = useFormat()
  const said = (name: string) => {
    const value = facts[name] ?? '?'
    return INSTANT.test(value) ? format.dateTime(value) : value
  }
  return {
    account: said('account'),
    number: said('number'),
    from: said('from'),
    to: said('to'),
    what: said('what'),
    until: said('until'),
    name: said('name'),
    reason: said('reason'),
    template: said('template'),
    state: said('state'),
    since: said('since'),
    usual: said('usual'),
  }
}
