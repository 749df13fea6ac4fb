import { Button } from '@mantine/core'
import type { QrCodeView } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import classes from './QrSheet.module.css'
import { qrSvg } from './qr-image.ts'

/** All codes on sheets to be cut up. They are drawn when asked for, and only the printer sees them. */
export function QrSheet({ number, codes }: { number: NumberView; codes: readonly QrCodeView[] }) {
  const { t } = useTranslation('numberAssets')
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    if (!isPrinting) return undefined
    const done = () => setPrinting(false)
    window.addEventListener('afterprint', done)
    window.print()
    return () => window.removeEventListener('afterprint', done)
  }, [isPrinting])
  const name = number.verifiedName ?? number.displayPhoneNumber
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => setPrinting(true)}>
        {t('qr.print')}
      </Button>
      {isPrinting
        ? createPortal(
            <div className={classes.sheet} data-print-sheet aria-hidden="true">
              {codes.map(({ code, link, prefilledMessage }) => (
                <figure key={code} className={classes.card}>
                  <img src={`data:image/svg+xml,${encodeURIComponent(qrSvg(link))}`} alt="" />
                  <figcaption>
                    <strong>{name}</strong>
                    <span>{prefilledMessage}</span>
                    <span>{number.displayPhoneNumber}</span>
                  </figcaption>
                </figure>
              ))}
            </div>,
            document.body,
          )
        : null}
    </>
  )
}
