import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ConfirmDialog.module.css'
import { Notice } from './Notice.tsx'
import { useProblemText } from './problem-text.ts'

interface Props {
  opened: boolean
  close(): void
  /** Names the thing. */
  title: string
  children: ReactNode
  /** The verb and the thing: "Desligar +55 11 4000-0000". */
  confirm: string
  busy: boolean
  error: unknown
  run(): void
}

/** Only for what cannot be undone. Focus starts on the way out. */
export function ConfirmDialog({ opened, close, title, children, confirm, busy, error, run }: Props) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  return (
    <Modal opened={opened} onClose={close} title={title} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.body}>{children}</div>
      {error ? (
        <Notice tone="danger" role="alert">
          {problemText(error)}
        </Notice>
      ) : null}
      <div className={classes.actions}>
        <Button variant="default" onClick={close} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color="danger" variant="filled" loading={busy} onClick={run}>
          {confirm}
        </Button>
      </div>
    </Modal>
  )
}
