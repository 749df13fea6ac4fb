/** What a place shows when it has nothing to show: loading, empty, failed, not for you. */
import { Button } from '@mantine/core'
import { IconAlertCircle, IconLock, IconRefresh } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api.ts'
import { useProblemText } from './problem-text.ts'
import classes from './states.module.css'

type Icon = ComponentType<{ size?: number | string; stroke?: number | string }>

interface EmptyProps {
  icon: Icon
  title: string
  /** Good news or the next step, never only that there is nothing. */
  children?: ReactNode
  /** Buttons, main one first. */
  actions?: ReactNode
  tone?: 'quiet' | 'danger'
  headingLevel?: 1 | 2
}

export function Empty({ icon: Icon, title, children, actions, tone = 'quiet', headingLevel = 2 }: EmptyProps) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2'
  return (
    <div className={classes.state}>
      <span className={classes.icon} data-tone={tone}>
        <Icon size={24} stroke={1.75} />
      </span>
      <Heading className={classes.title}>{title}</Heading>
      {children ? <div className={classes.body}>{children}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  )
}

interface ErrorProps {
  error: unknown
  /** What could not be done, in the words of the place. */
  title?: string
  retry?: () => void
  headingLevel?: 1 | 2
}

export function ErrorState({ error, title, retry, headingLevel }: ErrorProps) {
  const { t } = useTranslation()
  const text = useProblemText()
  return (
    <div role="alert">
      <Empty
        icon={IconAlertCircle}
        tone="danger"
        title={title ?? t('error.title')}
        {...(headingLevel ? { headingLevel } : {})}
        actions={
          <>
            {retry ? (
              <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
                {t('action.retry')}
              </Button>
            ) : null}
            <code className={classes.code}>{t('error.code', { code: shortCode(error) })}</code>
          </>
        }
      >
        {text(error)} {t('error.nothingLost')}
      </Empty>
    </div>
  )
}

function shortCode(error: unknown): string {
  if (error instanceof ApiProblem) return error.status > 0 ? `${error.status} ${error.code}` : error.code
  return error instanceof Error ? error.name : 'unknown'
}

interface DeniedProps {
  title?: string
  headingLevel?: 1 | 2
  children: ReactNode
  actions?: ReactNode
}

export function Denied({ title, headingLevel = 1, children, actions }: DeniedProps) {
  const { t } = useTranslation()
  return (
    <Empty icon={IconLock} title={title ?? t('denied.title')} actions={actions} headingLevel={headingLevel}>
      {children}
    </Empty>
  )
}

/** Shows its content only after 150 ms, so that what is fast never flickers. Give it a skeleton with the real geometry. */
export function Loading({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return late ? (
    <div role="status" aria-label={t('loading')}>
      <div aria-hidden="true">{children}</div>
    </div>
  ) : null
}

/** One grey bar of a skeleton. It does not shimmer. */
export function Bone({ width = '100%', height = 12, round = false }: { width?: number | string; height?: number; round?: boolean }) {
  return <span className={classes.bone} style={{ width, height, borderRadius: round ? '50%' : 4 }} />
}

/** Skeleton of a list of rows with an avatar and lines. */
export function BoneRows({ rows = 5, avatar = false }: { rows?: number; avatar?: boolean }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div className={classes.boneRow} key={row}>
          {avatar ? <Bone width={40} height={40} round /> : null}
          <div className={classes.boneLines}>
            <Bone width={`${42 + ((row * 17) % 30)}%`} />
            <Bone width={`${60 + ((row * 23) % 35)}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
