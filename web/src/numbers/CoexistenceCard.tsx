import '@mantine/core/styles/Progress.layer.css'
import { Button, Progress } from '@mantine/core'
import type { CoexistenceView, NumberCoexistence } from '@recado/contract/coexistence'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag, type Tone } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { ErrorState } from '../ui/states.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './Coexistence.module.css'
import { coexistenceQuery } from './queries.ts'

/** A number that stays in the WhatsApp Business app: what its phone hands over, until when it can be asked, and what else is different. */
export function CoexistenceCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('coexistence')
  const shared = useQuery(coexistenceQuery(number.id))
  if (shared.isError)
    return number.isCoexistence ? (
      <Card title={t('title')}>
        <ErrorState error={shared.error} retry={() => void shared.refetch()} />
      </Card>
    ) : null
  const view = shared.data?.coexistence
  return view ? <Shared number={number} view={view} /> : null
}

function Shared({ number, view }: { number: NumberView; view: CoexistenceView }) {
  const { t } = useTranslation('coexistence')
  return (
    <Card title={t('title')} {...(view.left ? {} : { hint: t('hint') })} flush>
      {view.left ? <Left left={view.left} /> : null}
      <div className={classes.parts}>
        <Contacts view={view} />
        <History view={view} />
        {view.left ? null : <Deadline number={number} view={view} />}
      </div>
      <details className={classes.limits}>
        <summary>{t('limits.title')}</summary>
        <ul>
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`limits.${limit}`)}</li>
          ))}
        </ul>
      </details>
    </Card>
  )
}

const LIMITS = ['speed', 'open', 'groups', 'temporary', 'charges', 'registration'] as const

function Left({ left }: { left: NonNullable<CoexistenceView['left']> }) {
  const { t } = useTranslation('coexistence')
  const format = useFormat()
  const by = left.by === null ? '' : `${t(left.by === 'USER' ? 'gone.byUser' : 'gone.bySystem')}, `
  return (
    <div className={classes.left}>
      <Notice tone="danger" role="status">
        <strong>{t('gone.title')}</strong>
        <p>{t(`gone.reason.${left.reason}`)}</p>
        <p>{t('gone.when', { when: `${by}${format.dateTime(left.at)}` })}</p>
        <p>{t('gone.mend')}</p>
      </Notice>
    </div>
  )
}

const TONES = {
  due: 'info',
  asking: 'info',
  requested: 'info',
  received: 'info',
  done: 'ok',
  declined: 'warn',
  failed: 'danger',
  missed: 'warn',
} as const satisfies Record<CoexistenceView['history']['state'], Tone>

/** So long after the request, silence is more than slowness. */
const SILENT_MS = 3_600_000

function useNote(part: CoexistenceView['contacts']): string {
  const { t } = useTranslation('coexistence')
  const format = useFormat()
  const now = useNow()
  switch (part.state) {
    case 'due':
      return t('dueNote')
    case 'requested': {
      const isSilent = part.askedAt !== null && now - new Date(part.askedAt).getTime() > SILENT_MS
      const when = part.askedAt ? format.ago(part.askedAt, now) : ''
      return t(isSilent ? 'silentNote' : 'requestedNote', { when })
    }
    case 'declined':
      return t('declinedNote')
    case 'missed':
      return t('missedNote')
    case 'failed':
      return part.problem ? t(`problem.${part.problem}`) : ''
    default:
      return ''
  }
}

function Contacts({ view: { contacts } }: { view: CoexistenceView }) {
  const { t } = useTranslation('coexistence')
  const note = useNote(contacts)
  const isIn = contacts.state === 'done' || contacts.state === 'received'
  return (
    <section className={classes.part} data-part="contacts" data-state={contacts.state}>
      <h3>{t('contacts')}</h3>
      <StateTag tone={TONES[contacts.state]}>{t(`state.${contacts.state}`)}</StateTag>
      <p>{isIn ? t('contactsDone', { count: contacts.items }) : note}</p>
    </section>
  )
}

const PHASES = ['day', 'quarter', 'half'] as const

function History({ view: { history } }: { view: CoexistenceView }) {
  const { t } = useTranslation('coexistence')
  const note = useNote(history)
  const phases = history.phases.flatMap(({ phase, progress }) => {
    const word = PHASES[phase]
    return word ? [t('phaseOf', { phase: t(`phase.${word}`), progress })] : []
  })
  return (
    <section className={classes.part} data-part="history" data-state={history.state}>
      <h3>{t('history')}</h3>
      <StateTag tone={TONES[history.state]}>{t(`state.${history.state}`)}</StateTag>
      {history.state === 'received' ? (
        <Progress value={history.progress} size="sm" className={classes.bar ?? ''} aria-label={t('progress')} />
      ) : null}
      <p aria-live="polite">
        {[
          note,
          history.items > 0 ? t('messages', { count: history.items }) : '',
          history.waiting > 0 ? t('waiting', { count: history.waiting }) : '',
          history.givenUp > 0 ? t('givenUp', { count: history.givenUp }) : '',
        ]
          .filter((words) => words !== '')
          .join(' ')}
      </p>
      {history.state === 'received' && phases.length > 0 ? <p className={classes.quiet}>{phases.join(' · ')}</p> : null}
    </section>
  )
}

const MAY_ASK: readonly CoexistenceView['history']['state'][] = ['due', 'failed']
const OVER: readonly CoexistenceView['history']['state'][] = ['done', 'declined']
const FOR_EVER: readonly CoexistenceView['history']['problem'][] = ['asked_before', 'too_late']

/** The clock, for as long as there is something left to ask for, and what Meta calls the request for its support. */
function Deadline({ number, view }: { number: NumberView; view: CoexistenceView }) {
  const { t } = useTranslation('coexistence')
  const format = useFormat()
  const now = useNow()
  const mayConnect = useAbility('numbers.connect')
  const problemText = useProblemText()
  const ask = useAsk(number.id)
  const left = new Date(view.deadline).getTime() - now
  const open = [view.contacts, view.history].filter(({ state, problem }) => MAY_ASK.includes(state) && !FOR_EVER.includes(problem))
  const until = format.dateTime(view.deadline)
  const { requestId } = view.history
  const isOver = [view.contacts, view.history].every(({ state }) => OVER.includes(state))
  if (isOver && !requestId) return null
  return (
    <section className={classes.part} data-part="deadline">
      {isOver ? null : (
        <>
          <h3>{t('deadline')}</h3>
          <p>{left > 0 ? t('left', { time: format.duration(left), until }) : t('over', { until })}</p>
        </>
      )}
      {requestId ? (
        <p className={classes.quiet}>
          {t('request')}: {requestId}
        </p>
      ) : null}
      {ask.error ? (
        <Notice tone="danger" role="alert">
          {problemText(ask.error)}
        </Notice>
      ) : null}
      {mayConnect && open.length > 0 && left > 0 ? (
        <Button size="xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('ask')}
        </Button>
      ) : null}
    </section>
  )
}

function useAsk(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<NumberCoexistence>(`/numbers/${id}/coexistence/requests`),
    onSuccess: (fresh) => client.setQueryData(coexistenceQuery(id).queryKey, fresh),
  })
}
