import { Button } from '@mantine/core'
import type { ApiKeyView } from '@recado/contract/team'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { DeniedPage } from '../session/DeniedPage.tsx'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import { apiKeysQuery } from './api-keys-query.ts'
import { NewApiKey } from './NewApiKey.tsx'
import classes from './Rows.module.css'
import { scopeWord } from './scopes.ts'

export default function ApiKeysSection() {
  const { t } = useTranslation('settings')
  const mayManage = useAbility('api_keys.manage')
  return mayManage ? <Keys /> : <DeniedPage page={t('section.api-keys')} headingLevel={2} />
}

function Keys() {
  const { t } = useTranslation('settings')
  const keys = useQuery(apiKeysQuery)
  const [showRevoked, setShowRevoked] = useState(false)
  const live = keys.data?.filter((key) => key.revokedAt === null) ?? []
  const revoked = keys.data?.filter((key) => key.revokedAt !== null) ?? []
  const lead = (
    <>
      {t('keys.lead')} <a href="/docs">{t('keys.docs')}</a>
    </>
  )
  return (
    <Card title={t('section.api-keys')} hint={lead} actions={<NewApiKey />} flush>
      {keys.isError && !keys.data ? <ErrorState error={keys.error} retry={() => void keys.refetch()} /> : null}
      {keys.isPending ? (
        <Loading>
          <BoneRows rows={3} />
        </Loading>
      ) : null}
      {keys.data && live.length === 0 ? (
        <Empty icon={IconKey} title={t('keys.empty.title')}>
          {t('keys.empty.body')}
        </Empty>
      ) : null}
      <ul>
        {[...live, ...(showRevoked ? revoked : [])].map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </ul>
      {revoked.length > 0 ? (
        <div className={classes.row}>
          <Button size="xs" variant="subtle" aria-expanded={showRevoked} onClick={() => setShowRevoked(!showRevoked)}>
            {showRevoked ? t('keys.hideRevoked') : t('keys.showRevoked', { count: revoked.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const now = useNow()
  const scopes = apiKey.scopes.map((scope) => scopeWord(t, scope))
  const use = apiKey.lastUsedAt ? t('keys.used', { when: format.ago(apiKey.lastUsedAt, now) }) : t('keys.neverUsed')
  const end = apiKey.revokedAt ? t('keys.revoked', { when: format.day(apiKey.revokedAt) }) : use
  return (
    <li className={`${classes.row} ${apiKey.revokedAt ? classes.gone : ''}`}>
      <div className={classes.main}>
        <div className={classes.name}>{apiKey.name}</div>
        <div className={classes.quiet}>
          {t('keys.endsIn', { hint: apiKey.hint })} · {t('keys.made', { when: format.day(apiKey.createdAt) })} · {end}
        </div>
        <div className={classes.quiet}>{format.list(scopes)}</div>
      </div>
      {apiKey.revokedAt ? null : <RevokeKey apiKey={apiKey} />}
    </li>
  )
}

function RevokeKey({ apiKey }: { apiKey: ApiKeyView }) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const name = { name: apiKey.name }
  const revoke = useMutation({
    mutationFn: () => api.delete(`/api-keys/${apiKey.id}`),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
    },
  })
  return (
    <>
      <Button size="xs" variant="subtle" color="danger" aria-label={t('keys.revokeOf', name)} onClick={() => setAsking(true)}>
        {t('keys.revoke')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('keys.revokeTitle', name)}
        confirm={t('keys.revokeOf', name)}
        busy={revoke.isPending}
        error={revoke.error}
        run={() => revoke.mutate()}
      >
        {t('keys.revokeBody')}
      </ConfirmDialog>
    </>
  )
}
