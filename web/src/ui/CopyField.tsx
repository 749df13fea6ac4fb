import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './CopyField.module.css'

interface CopyButtonProps {
  value: string
  /** What is copied, for the tooltip and the announcement: "URL de retorno". */
  what: string
  size?: number
}

/** Click: the icon becomes a tick for 1.5 s, and it is announced. */
export function CopyButton({ value, what, size = 32 }: CopyButtonProps) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  return (
    <>
      <Tooltip label={copied ? t('copied', { what }) : t('copyWhat', { what })}>
        <ActionIcon size={size} aria-label={t('copyWhat', { what })} onClick={() => copy(value)} className={classes.button}>
          {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      </Tooltip>
      <span className={classes.announced} role="status">
        {copied ? t('copied', { what }) : ''}
      </span>
    </>
  )
}

/** A value that somebody has to carry elsewhere: label, the value itself, a button. */
export function CopyField({ value, what }: { value: string; what: string }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{what}</span>
      <code className={classes.value}>{value}</code>
      <CopyButton value={value} what={what} />
    </div>
  )
}

export function CopyFields({ children }: { children: React.ReactNode }) {
  return <div className={classes.fields}>{children}</div>
}

/** Long enough to be read out after what was pressed. */
const COPIED_MS = 4_000

export function useCopy(): { copied: boolean; copy(value: string): void } {
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = (value: string) => {
    writeClipboard(value)
    setCopied(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCopied(false), COPIED_MS)
  }
  return { copied, copy }
}

/** The Clipboard API exists only on https and localhost; elsewhere a hidden field does it. */
function writeClipboard(value: string): void {
  if (window.isSecureContext) {
    void navigator.clipboard.writeText(value)
    return
  }
  const field = document.createElement('textarea')
  field.value = value
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const holder = document.activeElement?.closest('[role="dialog"]') ?? document.body
  const focused = document.activeElement
  holder.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
}
