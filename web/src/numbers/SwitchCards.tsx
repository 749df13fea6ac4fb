import { Switch } from '@mantine/core'
import type { CommerceWish, MetaSettings } from '@recado/contract/meta-settings'
import type { NumberView } from '@recado/contract/numbers'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { metaSettingsQuery, useKept } from './meta-queries.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  disabled: boolean
}

/** Each switch is a change of its own at Meta: there is nothing to save. */
export function IdentityCheckCard({ number, isOn, disabled }: Props & { isOn: boolean }) {
  const { t } = useTranslation('numberSettings')
  const problemText = useMetaProblem()
  const change = useKept(number.id, metaSettingsQuery(number.id).queryKey, t('saved'), (wanted: boolean) =>
    api.put<MetaSettings>(`/numbers/${number.id}/meta-settings/identity-check`, { isOn: wanted }),
  )
  return (
    <Card title={t('identity.title')} hint={t('identity.hint')}>
      <Stack>
        <Switch
          label={t('identity.switch')}
          description={t('identity.effect')}
          checked={change.isPending ? change.variables : isOn}
          disabled={disabled || change.isPending}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
        {change.error ? (
          <Notice tone="danger" role="alert">
            {problemText(change.error)}
          </Notice>
        ) : null}
      </Stack>
    </Card>
  )
}

export function ShopCard({ number, shop, catalogs, disabled }: Props & { shop: CommerceWish; catalogs: MetaSettings['catalogs'] }) {
  const { t } = useTranslation('numberSettings')
  const problemText = useMetaProblem()
  const change = useKept(number.id, metaSettingsQuery(number.id).queryKey, t('saved'), (wish: CommerceWish) =>
    api.put<MetaSettings>(`/numbers/${number.id}/meta-settings/commerce`, wish),
  )
  const shown = change.isPending ? change.variables : shop
  return (
    <Card title={t('shop.title')} hint={t('shop.hint')}>
      <Stack>
        <dl className={classes.facts}>
          <dt>{t('shop.catalog')}</dt>
          <dd>
            {catalogs === null
              ? t('shop.unknown')
              : catalogs.length === 0
                ? t('shop.none')
                : catalogs.map(({ id, name }) => (
                    <span key={id}>
                      {name ?? id} <span className={classes.quiet}>{name ? id : ''}</span>
                    </span>
                  ))}
          </dd>
        </dl>
        <Switch
          label={t('shop.visible')}
          description={t('shop.visibleEffect')}
          checked={shown.showsCatalog}
          disabled={disabled || change.isPending}
          onChange={(event) => change.mutate({ ...shop, showsCatalog: event.currentTarget.checked })}
        />
        <Switch
          label={t('shop.cart')}
          description={t('shop.cartEffect')}
          checked={shown.hasCart}
          disabled={disabled || change.isPending}
          onChange={(event) => change.mutate({ ...shop, hasCart: event.currentTarget.checked })}
        />
        {change.error ? (
          <Notice tone="danger" role="alert">
            {problemText(change.error)}
          </Notice>
        ) : null}
      </Stack>
    </Card>
  )
}
