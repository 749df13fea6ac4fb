import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { QrCodeView } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './QrCodes.module.css'
import { download, pngFile, qrSvg, svgFile } from './qr-image.ts'
import { qrCodesQuery } from './queries.ts'

interface Props {
  number: NumberView
  code: QrCodeView
  /** Absent for who may only look. */
  edit?: () => void
}

export function QrCodeRow({ number, code, edit }: Props) {
  const { t } = useTranslation('numberAssets')
  const message = code.prefilledMessage
  const image = useMemo(() => `data:image/svg+xml,${encodeURIComponent(qrSvg(code.link))}`, [code.link])
  const save = async (format: 'svg' | 'png') =>
    download(format === 'svg' ? svgFile(code.link) : await pngFile(code.link), `qr-${code.code}.${format}`)
  return (
    <li className={classes.row}>
      <img className={classes.image} src={image} alt={t('qr.image', { message })} width={112} height={112} />
      <div className={classes.main}>
        <p className={classes.message}>{message}</p>
        <p className={classes.opened}>{t('qr.opened', { count: code.opened })}</p>
        <CopyFields>
          <CopyField what={t('qr.link')} value={code.link} />
        </CopyFields>
        <div className={classes.actions}>
          {(['svg', 'png'] as const).map((format) => (
            <Button
              key={format}
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} />}
              aria-label={t('qr.download', { message, format: t(`qr.${format}`) })}
              onClick={() => void save(format)}
            >
              {t(`qr.${format}`)}
            </Button>
          ))}
          {edit ? (
            <>
              <Tooltip label={t('qr.editTitle')}>
                <ActionIcon size={32} aria-label={t('qr.edit', { message })} onClick={edit}>
                  <IconPencil size={16} />
                </ActionIcon>
              </Tooltip>
              <RemoveCode number={number} code={code} />
            </>
          ) : null}
        </div>
      </div>
    </li>
  )
}

function RemoveCode({ number, code }: { number: NumberView; code: QrCodeView }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const message = code.prefilledMessage
  const remove = useMutation({
    mutationFn: () => api.delete(`/numbers/${number.id}/qr-codes`, { query: { code: code.code } }),
    onSuccess: () => {
      client.setQueryData(qrCodesQuery(number.id).queryKey, (codes) => codes?.filter((one) => one.code !== code.code))
      showToast(t('qr.removed'))
    },
  })
  return (
    <>
      <Tooltip label={t('qr.removeDo')}>
        <ActionIcon size={32} aria-label={t('qr.remove', { message })} onClick={() => setAsking(true)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('qr.removeTitle')}
        confirm={t('qr.removeDo')}
        busy={remove.isPending}
        error={remove.error}
        run={() => remove.mutate()}
      >
        <p>{t('qr.removeBody', { message })}</p>
      </ConfirmDialog>
    </>
  )
}
