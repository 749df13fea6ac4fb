import type { NumberToken } from '@recado/contract/number-token'
import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './NumberPage.module.css'
import { tokenQuery } from './queries.ts'
import { RenewToken } from './RenewToken.tsx'

/** What the account's token may do and until when, as the daily look found it. */
export function TokenCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const mayConnect = useAbility('numbers.connect')
  const token = useQuery(tokenQuery(number.id))
  return (
    <Card
      title={t('token.title')}
      tags={token.data ? <TokenTag token={token.data} /> : null}
      actions={mayConnect && number.tokenState === 'ok' ? <RenewToken number={number} /> : null}
      flush
    >
      {token.data ? (
        <Facts token={token.data} />
      ) : token.isError ? (
        <ErrorState error={token.error} retry={() => void token.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={2} />
        </Loading>
      )}
    </Card>
  )
}

const SOON_MS = 14 * 86_400_000

function TokenTag({ token }: { token: NumberToken }) {
  const { t } = useTranslation('numbers')
  const now = useNow()
  if (token.state !== 'ok') return <StateTag tone="danger">{t(`token.tag.${token.state}`)}</StateTag>
  if (token.missing.length > 0) return <StateTag tone="danger">{t('token.tag.lacks')}</StateTag>
  const isSoon = token.expiresAt !== null && new Date(token.expiresAt).getTime() - now < SOON_MS
  if (isSoon) return <StateTag tone="warn">{t('token.tag.soon')}</StateTag>
  return token.checkedAt === null ? null : <StateTag tone="ok">{t('token.tag.ok')}</StateTag>
}

function Facts({ token }: { token: NumberToken }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const now = useNow()
  const { expiresAt, checkedAt, scopes, missing, hint } = token
  return (
    <dl className={classes.facts}>
      <div className={classes.fact}>
        <dt>{t('token.kept')}</dt>
        <dd>{hint === '' ? t('token.gone') : t('token.ok', { hint })}</dd>
      </div>
      {checkedAt && hint !== '' ? (
        <div className={classes.fact}>
          <dt>{t('token.validity')}</dt>
          <dd>{expiresAt ? t('token.until', { until: format.day(expiresAt) }) : t('token.never')}</dd>
        </div>
      ) : null}
      {scopes.length > 0 ? (
        <div className={classes.fact}>
          <dt>{t('token.permissions')}</dt>
          <dd>
            <span>{scopes.join(', ')}</span>
          </dd>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <div className={classes.fact}>
          <dt>{t('token.missing')}</dt>
          <dd>
            <strong>{missing.join(', ')}</strong>
          </dd>
        </div>
      ) : null}
      <div className={classes.fact}>
        <dt>{t('token.looked')}</dt>
        <dd>{checkedAt ? format.ago(checkedAt, now) : t('token.notLooked')}</dd>
      </div>
    </dl>
  )
}
