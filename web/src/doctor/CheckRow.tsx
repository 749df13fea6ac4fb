import { Button } from '@mantine/core'
import type { DoctorItem, DoctorMend, DoctorView } from '@recado/contract/doctor'
import { IconChevronRight, IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useMetaProblem } from '../numbers/use-meta-problem.ts'
import { useAbility } from '../session/me.ts'
import { Notice, StateTag, type Tone } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './Doctor.module.css'
import { placeOf } from './place.ts'
import { useDoctorWords } from './words.ts'

const TONES = { good: 'ok', warning: 'warn', broken: 'danger', unknown: 'unknown' } as const satisfies Record<DoctorItem['state'], Tone>

interface Props {
  readonly item: DoctorItem
  readonly subject: DoctorView['subject']
  readonly numberId: string | null
  again(): void
}

/** What was found, in a line; opened, why it matters and what to do about it. What is bad stands open. */
export function CheckRow({ item, subject, numberId, again }: Props) {
  const { t } = useTranslation('doctor')
  const words = useDoctorWords()
  const todo = words.todo(item)
  return (
    <details
      className={classes.item}
      data-item={item.id}
      data-state={item.state}
      open={item.state === 'broken' || item.state === 'warning'}
    >
      <summary className={classes.line}>
        <IconChevronRight size={16} className={classes.chevron} aria-hidden="true" />
        <span className={classes.title}>{words.title(item.id)}</span>
        <span className={classes.said}>{words.said(item)}</span>
        <StateTag tone={TONES[item.state]}>{t(`state.${item.state}`)}</StateTag>
      </summary>
      <div className={classes.body}>
        <p>
          <strong>{t('whyLabel')}</strong> {words.why(item.id)}
        </p>
        {todo === null ? null : (
          <p>
            <strong>{t('todoLabel')}</strong> {todo}
          </p>
        )}
        <div className={classes.ways}>
          {item.mend !== null && numberId !== null ? (
            <Mend mend={item.mend} numberId={numberId} what={words.title(item.id)} again={again} />
          ) : null}
          <Place item={item} subject={subject} numberId={numberId} />
        </div>
      </div>
    </details>
  )
}

const NEEDS = {
  webhooks: 'numbers.connect',
  read: 'numbers.connect',
  register: 'numbers.connect',
  templates: 'numbers.connect',
  app: 'installation.manage',
} as const

function Mend({ mend, numberId, what, again }: { mend: DoctorMend; numberId: string; what: string; again(): void }) {
  const { t } = useTranslation('doctor')
  const mayMend = useAbility(NEEDS[mend])
  const problemText = useMetaProblem()
  const run = useMutation({
    mutationFn: () => api.post(`/numbers/${numberId}/doctor/mends`, { mend }),
    onSuccess: () => {
      showToast(t('mended'))
      again()
    },
  })
  if (!mayMend) return null
  return (
    <>
      <Button size="xs" loading={run.isPending} aria-label={t('mendOf', { mend: t(`mend.${mend}`), what })} onClick={() => run.mutate()}>
        {t(`mend.${mend}`)}
      </Button>
      {run.error ? (
        <Notice tone="danger" role="alert">
          {problemText(run.error)}
        </Notice>
      ) : null}
    </>
  )
}

function Place({ item, subject, numberId }: Pick<Props, 'item' | 'subject' | 'numberId'>) {
  const { t } = useTranslation('doctor')
  const { history } = useRouter()
  const place = placeOf(item, subject, numberId)
  if (place === null) return null
  if (place.isOurs) {
    const go = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      history.push(place.href)
    }
    return (
      <a href={place.href} onClick={go}>
        {t('place.here')}
      </a>
    )
  }
  return (
    <a href={place.href} target="_blank" rel="noreferrer" className={classes.away}>
      {t('place.meta')} <IconExternalLink size={14} aria-hidden="true" />
    </a>
  )
}
