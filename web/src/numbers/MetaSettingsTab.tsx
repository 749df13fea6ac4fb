import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Notice } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { CallingCard } from './CallingCard.tsx'
import { metaSettingsQuery } from './meta-queries.ts'
import { StorageCard } from './StorageCard.tsx'
import { IdentityCheckCard, ShopCard } from './SwitchCards.tsx'
import classes from './Tab.module.css'
import { useNumber } from './use-number.ts'

/** What Meta lets a business decide about its number: calls, identity check, storage, shop. */
export default function MetaSettingsTab() {
  const number = useNumber()
  return number ? <Settings number={number} /> : null
}

function Settings({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberSettings')
  const mayChange = useAbility('numbers.connect')
  const settings = useQuery(metaSettingsQuery(number.id))
  if (!settings.data) {
    return settings.isError ? (
      <ErrorState error={settings.error} title={t('failed')} retry={() => void settings.refetch()} />
    ) : (
      <Loading>
        <BoneRows rows={5} />
      </Loading>
    )
  }
  const now = settings.data
  return (
    <div className={classes.switches}>
      <Columns
        side={
          <>
            {now.commerce ? <ShopCard number={number} shop={now.commerce} catalogs={now.catalogs} disabled={!mayChange} /> : null}
            {now.checksIdentity === null ? null : <IdentityCheckCard number={number} isOn={now.checksIdentity} disabled={!mayChange} />}
          </>
        }
      >
        {mayChange ? null : <Notice tone="info">{t('readOnly')}</Notice>}
        {now.calling ? <CallingCard key={JSON.stringify(now.calling)} number={number} saved={now.calling} disabled={!mayChange} /> : null}
        {now.storage ? <StorageCard key={JSON.stringify(now.storage)} number={number} saved={now.storage} disabled={!mayChange} /> : null}
        {now.isPayloadEncrypted ? <Notice tone="warn">{t('encrypted')}</Notice> : null}
      </Columns>
    </div>
  )
}
