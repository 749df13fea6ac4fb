import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Button, Switch, TextInput } from '@mantine/core'
import type { AssetAccount } from '@recado/contract/assets'
import { IconBuildingStore, IconCircleCheck, IconFilterOff, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { useTyping } from '../ui/use-typing.ts'
import { AccountBlock } from './AccountBlock.tsx'
import classes from './Assets.module.css'
import { Companies } from './Companies.tsx'
import { assetsQuery } from './queries.ts'

const ROUTE = '/signed-in/shell/numbers/accounts'

/** Company, portfolio, account, numbers: everything there is at Meta, and how it is. */
export default function AssetsPage() {
  const { t } = useTranslation(['assets', 'numbers'])
  const { q = '', attention = false } = useSearch({ from: ROUTE })
  const navigate = useNavigate()
  const list = useInfiniteQuery(assetsQuery({ q, attention }))
  const portfolios = useMemo(() => byPortfolio(list.data?.pages.flatMap(({ items }) => items) ?? []), [list.data])
  const show = (next: { q?: string; attention?: true }) =>
    void navigate({ to: '/numbers/accounts', search: next, replace: true, resetScroll: false })
  const words = useTyping(q, (typed) => show({ ...(typed !== '' && { q: typed }), ...(attention && { attention }) }))
  return (
    <Page title={t('title')} hint={t('hint')} crumb={<Link to="/numbers">{t('numbers:title')}</Link>}>
      <div className={classes.page}>
        <Companies />
        <div className={classes.bar}>
          <TextInput
            className={classes.search}
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            {...words}
          />
          <Switch
            label={t('attention')}
            checked={attention}
            onChange={(event) => show({ ...(q !== '' && { q }), ...(event.currentTarget.checked && { attention: true }) })}
          />
        </div>
        {list.data ? (
          <>
            {portfolios.length === 0 ? <Nothing q={q} attention={attention} clear={() => show({})} /> : null}
            {portfolios.map(({ key, business, accounts }) => (
              <section key={key} className={classes.portfolio}>
                <h2 className={classes.heading}>{business ? t('portfolio', { name: business.name ?? business.id }) : t('noPortfolio')}</h2>
                {accounts.map((account) => (
                  <AccountBlock key={account.wabaId} account={account} />
                ))}
              </section>
            ))}
            {list.hasNextPage ? (
              <div>
                <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            ) : null}
          </>
        ) : list.isError ? (
          <ErrorState error={list.error} title={t('failed')} retry={() => void list.refetch()} />
        ) : (
          <Loading>
            <BoneRows rows={8} avatar />
          </Loading>
        )}
      </div>
    </Page>
  )
}

function Nothing({ q, attention, clear }: { q: string; attention: boolean; clear(): void }) {
  const { t } = useTranslation('assets')
  const all = (
    <Button variant="default" onClick={clear}>
      {t('clear')}
    </Button>
  )
  if (q !== '') return <Empty icon={IconFilterOff} title={t('noneFound', { q })} actions={all} />
  if (attention) {
    return (
      <Empty icon={IconCircleCheck} title={t('noneBad')} actions={all}>
        {t('noneBadBody')}
      </Empty>
    )
  }
  return (
    <Empty icon={IconBuildingStore} title={t('empty')}>
      {t('emptyBody')}
    </Empty>
  )
}

interface Portfolio {
  readonly key: string
  readonly business: AssetAccount['business']
  readonly accounts: AssetAccount[]
}

/** The list comes ordered by portfolio, so each one is a run of it. */
function byPortfolio(accounts: readonly AssetAccount[]): Portfolio[] {
  const runs: Portfolio[] = []
  for (const account of accounts) {
    const last = runs.at(-1)
    if (last && last.business?.id === account.business?.id) last.accounts.push(account)
    else runs.push({ key: account.wabaId, business: account.business, accounts: [account] })
  }
  return runs
}
