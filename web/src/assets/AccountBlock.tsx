import type { AssetAccount, AssetNumber } from '@recado/contract/assets'
import { IconBuildingStore, IconDeviceMobile, IconStethoscope } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useNumberWords } from '../numbers/number-words.ts'
import { StateTag } from '../ui/Notice.tsx'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './Assets.module.css'
import { HEALTH_TONE, useAlertTitles } from './health.ts'

/** One account with its numbers, as one block of the list. */
export const AccountBlock = memo(function AccountBlock({ account }: { account: AssetAccount }) {
  const { t } = useTranslation('assets')
  const format = useFormat()
  const now = useNow()
  const titles = useAlertTitles()
  const wrong = titles(account.alerts, { number: '', account: account.name })
  return (
    <section className={classes.block} aria-label={account.name} data-health={account.health}>
      <div className={classes.account}>
        <IconBuildingStore size={20} stroke={1.75} className={classes.icon} aria-hidden="true" />
        <div className={classes.main}>
          <div className={classes.name}>
            <Link to="/numbers/accounts/$wabaId" params={{ wabaId: account.wabaId }} className={classes.link}>
              {account.name}
            </Link>
            {account.kind === 'sandbox' ? <SandboxTag /> : null}
            <StateTag tone={HEALTH_TONE[account.health]}>{t(`health.${account.health}`)}</StateTag>
          </div>
          <div className={classes.quiet}>
            {account.wabaId} · {t('numbers', { count: account.numbers.length })} · {t('fact.templates')}:{' '}
            {t('templates', account.templates)} ·{' '}
            {account.metaReadAt ? t('readAt', { when: format.ago(account.metaReadAt, now) }) : t('neverRead')}
          </div>
          {wrong.map((line) => (
            <p key={line} className={classes.wrong}>
              {line}
            </p>
          ))}
        </div>
        <Link
          to="/numbers/accounts/$wabaId/doctor"
          params={{ wabaId: account.wabaId }}
          className={classes.doctor}
          aria-label={`${t('doctor')}: ${account.name}`}
        >
          <IconStethoscope size={16} aria-hidden="true" />
          <span>{t('doctor')}</span>
        </Link>
      </div>
      {account.numbers.length === 0 ? <p className={classes.none}>{t('noNumbers')}</p> : null}
      <ul>
        {account.numbers.map((number) => (
          <NumberLine key={number.id} number={number} account={account} />
        ))}
      </ul>
    </section>
  )
})

export function NumberLine({ number, account }: { number: AssetNumber; account: AssetAccount }) {
  const { t } = useTranslation(['assets', 'numbers'])
  const words = useNumberWords()
  const titles = useAlertTitles()
  const status = words.status({ ...number, tokenState: account.tokenState })
  const wrong = titles(number.alerts, { number: number.displayPhoneNumber, account: account.name })
  return (
    <li className={classes.number} data-health={number.health}>
      <IconDeviceMobile size={16} stroke={1.75} className={classes.icon} aria-hidden="true" />
      <div className={classes.main}>
        <div className={classes.name}>
          <Link to="/numbers/$numberId" params={{ numberId: number.id }} className={classes.link}>
            {number.displayPhoneNumber}
          </Link>
          <span className={classes.quiet}>{number.verifiedName}</span>
          <StateTag tone={status.tone}>{status.text}</StateTag>
          {number.qualityRating === 'YELLOW' || number.qualityRating === 'RED' ? (
            <StateTag tone={words.quality(number).tone}>
              {t('numbers:figure.quality')}: {words.quality(number).text}
            </StateTag>
          ) : null}
        </div>
        {wrong.map((line) => (
          <p key={line} className={classes.wrong}>
            {line}
          </p>
        ))}
      </div>
      <Link
        to="/numbers/$numberId/doctor"
        params={{ numberId: number.id }}
        className={classes.doctor}
        aria-label={`${t('doctor')}: ${number.displayPhoneNumber}`}
      >
        <IconStethoscope size={16} aria-hidden="true" />
        <span>{t('doctor')}</span>
      </Link>
    </li>
  )
}
