import { Button } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { IconChevronRight, IconDeviceMobile, IconPlus, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openAlertsQuery } from '../alerts/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { useGranters } from '../session/granters.ts'
import { useAbility } from '../session/me.ts'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { useCreateSandbox } from './create-sandbox.ts'
import { EmptyAccounts } from './EmptyAccounts.tsx'
import classes from './NumbersPage.module.css'
import { useNumberWords } from './number-words.ts'
import { numbersQuery } from './queries.ts'

export default function NumbersPage() {
  const { t } = useTranslation('numbers')
  const mayConnect = useAbility('numbers.connect')
  const numbers = useQuery(numbersQuery)
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconSitemap size={16} />}
            renderRoot={(props) => <Link to="/numbers/accounts" {...props} />}
          >
            {t('accountsView')}
          </Button>
          {mayConnect ? <Actions hasSandbox={numbers.data?.some(isSandbox) ?? true} /> : null}
        </>
      }
    >
      <OpenAlerts />
      {numbers.data ? (
        numbers.data.length > 0 ? (
          <ul className={classes.list}>
            {numbers.data.map((number) => (
              <NumberRow key={number.id} number={number} />
            ))}
          </ul>
        ) : (
          <NoNumbers mayConnect={mayConnect} />
        )
      ) : numbers.isError ? (
        <ErrorState error={numbers.error} retry={() => void numbers.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={3} avatar />
        </Loading>
      )}
      {numbers.data ? <EmptyAccounts /> : null}
    </Page>
  )
}

/** On a phone the bell is in the menu; here is where somebody looks first. */
function OpenAlerts() {
  const { t } = useTranslation()
  const alerts = useQuery(openAlertsQuery).data ?? []
  if (alerts.length === 0) return null
  const isBad = alerts.some(({ severity }) => severity === 'danger')
  const see = (
    <Button size="xs" variant="default" renderRoot={(props) => <Link to="/alerts" {...props} />}>
      {t('nav.alerts')}
    </Button>
  )
  return (
    <div className={classes.alerts}>
      <Notice tone={isBad ? 'danger' : 'warn'} action={see}>
        {t('nav.openAlerts', { count: alerts.length })}
      </Notice>
    </div>
  )
}

const isSandbox = (number: NumberView) => number.kind === 'sandbox'

function Actions({ hasSandbox }: { hasSandbox: boolean }) {
  const { t } = useTranslation('numbers')
  const problemText = useProblemText()
  const create = useCreateSandbox()
  return (
    <>
      {hasSandbox ? null : (
        <Button
          variant="default"
          loading={create.isPending}
          onClick={() => create.mutate(undefined, { onError: (error) => showToast(problemText(error), { tone: 'danger' }) })}
        >
          {t('createSandbox')}
        </Button>
      )}
      <Button renderRoot={(props) => <Link to="/numbers/connect" {...props} />} leftSection={<IconPlus size={16} />}>
        {t('connect')}
      </Button>
    </>
  )
}

function NoNumbers({ mayConnect }: { mayConnect: boolean }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const granters = useGranters()
  return mayConnect ? (
    <Empty icon={IconDeviceMobile} title={t('empty.title')}>
      {t('empty.body')}
    </Empty>
  ) : (
    <Empty icon={IconDeviceMobile} title={t('emptyReader.title')}>
      {t('emptyReader.body', { who: format.list(granters) })}
    </Empty>
  )
}

function NumberRow({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const words = useNumberWords()
  const status = words.status(number)
  const quality = words.quality(number)
  const limit = words.limit(number)
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <IconDeviceMobile size={20} stroke={1.75} />
      </span>
      <div className={classes.main}>
        <div className={classes.name}>
          <Link to="/numbers/$numberId" params={{ numberId: number.id }} className={classes.link}>
            {number.verifiedName ?? number.displayPhoneNumber}
          </Link>
          {isSandbox(number) ? <SandboxTag /> : null}
          <StateTag tone={status.tone}>{status.text}</StateTag>
        </div>
        <div className={classes.quiet}>
          {number.displayPhoneNumber} · {t('waba', { name: number.wabaName })}
        </div>
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('figure.quality')}</dt>
          <dd>{quality.text}</dd>
        </div>
        <div>
          <dt>{t('figure.limit')}</dt>
          <dd>{limit ? `${limit.text} ${limit.unit}` : t('figure.unknown')}</dd>
        </div>
      </dl>
      <IconChevronRight size={20} className={classes.chevron} aria-hidden="true" />
    </li>
  )
}
