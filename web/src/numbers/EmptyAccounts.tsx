import { Button } from '@mantine/core'
import type { ConnectedAccount } from '@recado/contract/registration'
import { IconBuildingStore } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SandboxTag } from '../ui/SandboxTag.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './NumbersPage.module.css'
import { accountsQuery, numbersQuery } from './queries.ts'

/** Accounts that are connected and have no number here: there is no number's page to disconnect them from. */
export function EmptyAccounts() {
  const { t } = useTranslation('numbers')
  const empty = (useQuery(accountsQuery).data ?? []).filter(({ numbers }) => numbers === 0)
  if (empty.length === 0) return null
  return (
    <section className={classes.accounts} aria-label={t('account.title')}>
      <h2 className={classes.accountsTitle}>{t('account.title')}</h2>
      <ul className={classes.list}>
        {empty.map((account) => (
          <AccountRow key={account.wabaId} account={account} />
        ))}
      </ul>
    </section>
  )
}

function AccountRow({ account }: { account: ConnectedAccount }) {
  const { t } = useTranslation('numbers')
  const mayConnect = useAbility('numbers.connect')
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <IconBuildingStore size={20} stroke={1.75} />
      </span>
      <div className={classes.main}>
        <div className={classes.name}>
          {account.name}
          {account.kind === 'sandbox' ? <SandboxTag /> : null}
        </div>
        <div className={classes.quiet}>{t('account.none', { id: account.wabaId })}</div>
      </div>
      {mayConnect ? <DisconnectAccount account={account} /> : null}
    </li>
  )
}

function DisconnectAccount({ account }: { account: ConnectedAccount }) {
  const { t } = useTranslation('numbers')
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const name = { name: account.name }
  const disconnect = useMutation({
    mutationFn: () => api.delete(`/numbers/accounts/${account.wabaId}`),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      showToast(t('account.done', name))
    },
  })
  return (
    <>
      <Button variant="subtle" color="danger" aria-label={t('account.confirm', name)} onClick={() => setAsking(true)}>
        {t('account.button')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('account.ask', name)}
        confirm={t('account.confirm', name)}
        busy={disconnect.isPending}
        error={disconnect.error}
        run={() => disconnect.mutate()}
      >
        <p>{t('account.body')}</p>
      </ConfirmDialog>
    </>
  )
}
