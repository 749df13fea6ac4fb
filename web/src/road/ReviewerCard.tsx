import { Button, PasswordInput, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/PasswordInput.layer.css'
import type { RoadChange, RoadView } from '@recado/contract/road'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import classes from './road.module.css'
import { useKeepRoad } from './use-road.ts'

/** The account that Meta's reviewer signs in with: one made here, or one that is there already. */
export function ReviewerCard({ view }: { view: RoadView }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const make = useMutation({ mutationFn: () => api.post<RoadView>(`/road/${view.ground}/reviewer`), onSuccess: keep })
  return (
    <Card
      title={t('reviewer.title')}
      hint={t('reviewer.hint')}
      actions={
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t('reviewer.make')}
        </Button>
      }
    >
      {make.isSuccess ? <Notice tone="ok">{t('reviewer.made')}</Notice> : null}
      {make.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(make.error)}
        </Notice>
      ) : null}
      <ReviewerFields key={view.settings.reviewerEmail} view={view} />
    </Card>
  )
}

function ReviewerFields({ view }: { view: RoadView }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const [email, setEmail] = useState(view.settings.reviewerEmail)
  const [password, setPassword] = useState('')
  const [steps, setSteps] = useState(view.settings.reviewerSteps)
  const save = useMutation({ mutationFn: (change: RoadChange) => api.patch<RoadView>(`/road/${view.ground}`, change), onSuccess: keep })
  const change: RoadChange = {
    reviewerEmail: email.trim(),
    reviewerSteps: steps,
    ...(password === '' ? {} : { reviewerPassword: password }),
  }
  return (
    <div className={classes.stack}>
      <div className={classes.fields}>
        <TextInput label={t('reviewer.email')} value={email} onChange={(event) => setEmail(event.currentTarget.value)} autoComplete="off" />
        <PasswordInput
          label={t('reviewer.password')}
          description={view.hasReviewerPassword ? t('reviewer.kept') : t('reviewer.notKept')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
        />
      </div>
      <Textarea
        label={t('reviewer.steps')}
        description={t('reviewer.stepsHint')}
        autosize
        minRows={3}
        value={steps}
        onChange={(event) => setSteps(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button loading={save.isPending} onClick={() => save.mutate(change)}>
          {t('common:action.save')}
        </Button>
        {save.isSuccess ? <span role="status">{t('common:saved')}</span> : null}
      </div>
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </div>
  )
}
