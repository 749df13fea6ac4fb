import '@mantine/core/styles/InlineInput.layer.css'
import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import type { RoadSettings, RoadView } from '@recado/contract/road'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import classes from './road.module.css'
import { useKeepRoad } from './use-road.ts'

const POLICIES = ['legality', 'challenge', 'minimise', 'record'] as const
type Handling = RoadSettings['handling']

/** Meta's questions about data handling, answered once. */
export function HandlingCard({ view }: { view: RoadView }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const [said, setSaid] = useState(view.settings.handling)
  const save = useMutation({
    mutationFn: (handling: Handling) => api.patch<RoadView>(`/road/${view.ground}`, { handling }),
    onSuccess: keep,
  })
  const set = (change: Partial<Handling>) => setSaid((before) => ({ ...before, ...change }))
  return (
    <Card
      title={t('handling.title')}
      hint={t('handling.hint')}
      footer={
        <Button loading={save.isPending} onClick={() => save.mutate(said)}>
          {t('common:action.save')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <Textarea
          label={t('handling.processors')}
          autosize
          minRows={2}
          value={said.processors}
          onChange={(event) => set({ processors: event.currentTarget.value })}
        />
        <div className={classes.fields}>
          <TextInput
            label={t('handling.responsible')}
            value={said.responsible}
            onChange={(event) => set({ responsible: event.currentTarget.value })}
          />
          <TextInput label={t('handling.country')} value={said.country} onChange={(event) => set({ country: event.currentTarget.value })} />
        </div>
        <Radio.Group
          label={t('handling.authorities')}
          value={said.authorityRequests}
          onChange={(value) => set({ authorityRequests: value === 'none' || value === 'some' ? value : '' })}
        >
          <Radio value="none" label={t('handling.none')} mt={8} />
          <Radio value="some" label={t('handling.some')} mt={8} />
        </Radio.Group>
        {said.authorityRequests === 'some' ? (
          <Textarea
            label={t('handling.details')}
            autosize
            minRows={2}
            value={said.authorityDetails}
            onChange={(event) => set({ authorityDetails: event.currentTarget.value })}
          />
        ) : null}
        <Checkbox.Group
          label={t('handling.policies')}
          value={said.policies}
          onChange={(values) => set({ policies: POLICIES.filter((policy) => values.includes(policy)) })}
        >
          {POLICIES.map((policy) => (
            <Checkbox key={policy} value={policy} label={t(`handling.policy.${policy}`)} mt={8} />
          ))}
        </Checkbox.Group>
        {save.isSuccess ? <Notice tone="ok">{t('common:saved')}</Notice> : null}
        {save.isError ? (
          <Notice tone="warn" role="alert">
            {problemText(save.error)}
          </Notice>
        ) : null}
      </div>
    </Card>
  )
}
