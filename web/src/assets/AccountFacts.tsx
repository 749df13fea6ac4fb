import type { AssetAccount } from '@recado/contract/assets'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useChangeWords } from '../numbers/change-words.ts'
import { Card } from '../ui/Card.tsx'
import classes from './Assets.module.css'

/** What Meta says of the account itself; a word we do not know is shown as Meta writes it. */
export function AccountFacts({ account }: { account: AssetAccount }) {
  const { t } = useTranslation('assets')
  const format = useFormat()
  const words = useChangeWords(false)
  const { business, tokenState, tokenExpiresAt, isSubscribed } = account
  const token =
    tokenState === 'ok' && tokenExpiresAt !== null ? t('token.until', { until: format.dateTime(tokenExpiresAt) }) : t(`token.${tokenState}`)
  const facts: [string, ReactNode][] = [
    [t('fact.portfolio'), business ? (business.name ?? business.id) : t('none')],
    [t('fact.review'), account.reviewStatus ? words.said({ what: 'review' }, account.reviewStatus) : t('none')],
    [t('fact.sending'), account.canSend ? words.said({ what: 'sending' }, account.canSend) : t('none')],
    [t('fact.subscribed'), isSubscribed === null ? t('none') : isSubscribed ? t('subscribed') : t('notSubscribed')],
    [t('fact.token'), token],
    [
      t('fact.templates'),
      <>
        {t('templates', account.templates)} · <Link to="/templates">{t('toTemplates')}</Link>
      </>,
    ],
    [t('fact.id'), account.wabaId],
  ]
  return (
    <Card title={t('facts')} flush>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
