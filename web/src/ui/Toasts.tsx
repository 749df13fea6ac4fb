import { CloseButton } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Toasts.module.css'
import { dismissToast, type Toast, undoToast, useToasts } from './toasts.ts'

export function Toasts() {
  const { t } = useTranslation()
  const toasts = useToasts()
  return (
    <section className={classes.stack} aria-label={t('notices')} aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function OneToast({ toast }: { toast: Toast }) {
  const { t } = useTranslation()
  const [left, setLeft] = useState(toast.stays / 1000)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    if (left <= 0) {
      dismissToast(toast.id)
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [held, left, toast.id])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only stops the clock
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === 'danger' ? <IconAlertCircle size={16} aria-hidden="true" /> : null}
      <span className={classes.text}>{toast.text}</span>
      {toast.undo ? (
        <button type="button" className={classes.undo} onClick={() => undoToast(toast.id)} aria-label={t('action.undo')}>
          {t('undoIn', { count: left })}
        </button>
      ) : null}
      {toast.action ? (
        <button type="button" className={classes.undo} onClick={toast.action.run}>
          {toast.action.label}
        </button>
      ) : null}
      <CloseButton size={28} className={classes.close} aria-label={t('action.close')} onClick={() => dismissToast(toast.id)} />
    </div>
  )
}
