import { Button } from '@mantine/core'
import type { QrCodeView } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { IconPlus, IconQrcode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { QrCodeForm } from './QrCodeForm.tsx'
import { QrCodeRow } from './QrCodeRow.tsx'
import { QrSheet } from './QrSheet.tsx'
import { qrCodesQuery } from './queries.ts'
import { useNumber } from './use-number.ts'

export default function QrCodesTab() {
  const number = useNumber()
  return number ? <QrCodes number={number} /> : null
}

/** What the form is open for: a new code, one that is there, or nothing. */
type Open = 'new' | QrCodeView | null

function QrCodes({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const mayChange = useAbility('numbers.connect')
  const codes = useQuery(qrCodesQuery(number.id))
  const [open, setOpen] = useState<Open>(null)
  const create = mayChange ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('qr.new')}
    </Button>
  ) : null
  const count = codes.data?.length ?? 0
  return (
    <>
      <Card
        title={t('qr.title')}
        hint={t('qr.hint')}
        tags={count > 0 ? <StateTag tone="plain">{t('qr.count', { count })}</StateTag> : null}
        actions={
          codes.data && count > 0 ? (
            <>
              <QrSheet number={number} codes={codes.data} />
              {create}
            </>
          ) : null
        }
        flush
      >
        {codes.data ? (
          <ul>
            {codes.data.map((code) => (
              <QrCodeRow key={code.code} number={number} code={code} {...(mayChange ? { edit: () => setOpen(code) } : {})} />
            ))}
          </ul>
        ) : codes.isError ? (
          <ErrorState error={codes.error} title={t('qr.failed')} retry={() => void codes.refetch()} />
        ) : (
          <Loading>
            <BoneRows rows={3} />
          </Loading>
        )}
        {codes.data && count === 0 ? (
          <Empty icon={IconQrcode} title={t('qr.emptyTitle')} actions={create}>
            {mayChange ? t('qr.empty') : t('qr.emptyReader')}
          </Empty>
        ) : null}
      </Card>
      {open ? <QrCodeForm number={number} code={open === 'new' ? null : open} close={() => setOpen(null)} /> : null}
    </>
  )
}
