import { Button, Checkbox, SegmentedControl, Textarea } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import type { Ground, SubmissionView } from '@recado/contract/road'
import { REASONS, type Reason } from '@recado/contract/road-items'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag, type Tone } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { submissionsQuery } from './queries.ts'
import classes from './road.module.css'
import { ToItem } from './ToItem.tsx'

const OUTCOMES = ['waiting', 'approved', 'rejected'] as const
type Outcome = (typeof OUTCOMES)[number]
const TONES: Readonly<Record<Outcome, Tone>> = { waiting: 'info', approved: 'ok', rejected: 'danger' }
const ALL_REASONS = Object.keys(REASONS) as Reason[] // the record's own keys

/** What was handed in, what Meta said, and what each reason for a rejection leads back to. */
export function SubmissionsCard({ ground }: { ground: Ground }) {
  const { t } = useTranslation('road')
  const client = useQueryClient()
  const problemText = useProblemText()
  const submissions = useQuery(submissionsQuery(ground))
  const again = () => client.invalidateQueries({ queryKey: ['road', ground] })
  const add = useMutation({ mutationFn: () => api.post<SubmissionView>(`/road/${ground}/submissions`, {}), onSuccess: again })
  return (
    <Card
      title={t('submissions.title')}
      hint={t('submissions.hint')}
      actions={
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          {t('submissions.add')}
        </Button>
      }
    >
      {add.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(add.error)}
        </Notice>
      ) : null}
      {submissions.data?.length === 0 ? <p className={classes.quiet}>{t('submissions.empty')}</p> : null}
      <div className={classes.stack}>
        {submissions.data?.map((submission) => (
          <Submission key={submission.id} submission={submission} again={again} />
        ))}
      </div>
    </Card>
  )
}

type Answer = Pick<SubmissionView, 'outcome' | 'answer' | 'reasons' | 'mended'>

function Submission({ submission, again }: { submission: SubmissionView; again(): Promise<void> }) {
  const { t } = useTranslation(['road', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [said, setSaid] = useState<Answer>(submission)
  const save = useMutation({
    mutationFn: ({ outcome, answer, reasons, mended }: Answer) =>
      api.patch<SubmissionView>(`/road/submissions/${submission.id}`, { outcome, answer, reasons, mended }),
    onSuccess: again,
  })
  const set = (change: Partial<Answer>) => setSaid((before) => ({ ...before, ...change }))
  const chosen = (values: readonly string[]) => ALL_REASONS.filter((reason) => values.includes(reason))
  return (
    <section className={classes.word} data-submission={submission.outcome}>
      <div className={classes.row}>
        <strong>{format.dateTime(submission.submittedAt)}</strong>
        <StateTag tone={TONES[submission.outcome]}>{t(`submissions.outcome.${submission.outcome}`)}</StateTag>
      </div>
      <SegmentedControl
        aria-label={t('submissions.answered')}
        value={said.outcome}
        onChange={(value) => set({ outcome: OUTCOMES.find((known) => known === value) ?? 'waiting' })}
        data={OUTCOMES.map((value) => ({ value, label: t(`submissions.outcome.${value}`) }))}
      />
      <Textarea
        label={t('submissions.answer')}
        autosize
        minRows={2}
        value={said.answer}
        onChange={(event) => set({ answer: event.currentTarget.value })}
      />
      {said.outcome === 'rejected' ? (
        <Checkbox.Group label={t('submissions.reasons')} value={said.reasons} onChange={(values) => set({ reasons: chosen(values) })}>
          {ALL_REASONS.map((reason) => (
            <Checkbox key={reason} value={reason} label={t(`submissions.reason.${reason}`)} mt={8} />
          ))}
        </Checkbox.Group>
      ) : null}
      {said.outcome === 'rejected' && said.reasons.length > 0 ? (
        <Checkbox.Group
          label={t('submissions.mends')}
          description={t('submissions.mendsHint')}
          value={said.mended}
          onChange={(values) => set({ mended: chosen(values) })}
        >
          {said.reasons.map((reason) => (
            <Checkbox
              key={reason}
              value={reason}
              label={t(`submissions.mend.${reason}`)}
              description={<MendLinks reason={reason} />}
              mt={8}
            />
          ))}
        </Checkbox.Group>
      ) : null}
      <div className={classes.row}>
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate(said)}>
          {t('common:action.save')}
        </Button>
        {save.isSuccess ? <span role="status">{t('common:saved')}</span> : null}
      </div>
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </section>
  )
}

function MendLinks({ reason }: { reason: Reason }) {
  return REASONS[reason].map((item, place) => (
    <Fragment key={item}>
      {place > 0 ? ' · ' : ''}
      <ToItem id={item} />
    </Fragment>
  ))
}
