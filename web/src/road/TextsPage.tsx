import { Button, Textarea, TextInput } from '@mantine/core'
import type { Ground, RoadFacts, RoadView, TextView } from '@recado/contract/road'
import { PERMISSIONS } from '@recado/contract/road-items'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateIcon, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useFindingText } from './finding-text.ts'
import { roadQuery, textsQuery } from './queries.ts'
import classes from './road.module.css'
import { useGround, useKeepRoad } from './use-road.ts'

export default function TextsPage() {
  const ground = useGround()
  return ground ? <Texts key={ground} ground={ground} /> : null
}

function Texts({ ground }: { ground: Ground }) {
  const road = useQuery(roadQuery(ground)).data
  const texts = useQuery(textsQuery(ground)).data
  if (!road || !texts) return null
  return (
    <>
      <FactsCard view={road} />
      {PERMISSIONS.map((permission) => (
        <PermissionCard key={permission} ground={ground} texts={texts.filter((text) => text.permission === permission)} />
      ))}
    </>
  )
}

const LINES = ['clients', 'users'] as const
const AREAS = ['daily', 'value'] as const

function FactsCard({ view }: { view: RoadView }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const client = useQueryClient()
  const keep = useKeepRoad()
  const [facts, setFacts] = useState(view.settings.facts)
  const [screens, setScreens] = useState(view.settings.facts.screens.join(', '))
  const save = useMutation({
    mutationFn: (value: RoadFacts) => api.patch<RoadView>(`/road/${view.ground}`, { facts: value }),
    onSuccess: (fresh) => {
      keep(fresh)
      void client.invalidateQueries({ queryKey: textsQuery(view.ground).queryKey })
    },
  })
  const listed = screens
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return (
    <Card
      title={t('texts.facts')}
      hint={t('texts.factsHint')}
      footer={
        <Button loading={save.isPending} onClick={() => save.mutate({ ...facts, screens: listed })}>
          {t('common:action.save')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <div className={classes.fields}>
          {LINES.map((name) => (
            <TextInput
              key={name}
              label={t(`texts.fact.${name}`)}
              description={t(`texts.example.${name}`)}
              value={facts[name]}
              maxLength={300}
              onChange={(event) => setFacts({ ...facts, [name]: event.currentTarget.value })}
            />
          ))}
          <TextInput
            label={t('texts.fact.screens')}
            description={t('texts.example.screens')}
            value={screens}
            onChange={(event) => setScreens(event.currentTarget.value)}
          />
        </div>
        {AREAS.map((name) => (
          <Textarea
            key={name}
            label={t(`texts.fact.${name}`)}
            description={t(`texts.example.${name}`)}
            autosize
            minRows={2}
            maxLength={4000}
            value={facts[name]}
            onChange={(event) => setFacts({ ...facts, [name]: event.currentTarget.value })}
          />
        ))}
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

function PermissionCard({ ground, texts }: { ground: Ground; texts: readonly TextView[] }) {
  return (
    <Card title={texts[0]?.permission ?? ''}>
      <div className={classes.stack}>
        {texts.map((text) => (
          <OneText key={text.locale} ground={ground} text={text} />
        ))}
      </div>
    </Card>
  )
}

function OneText({ ground, text }: { ground: Ground; text: TextView }) {
  const { t } = useTranslation(['road', 'common'])
  const client = useQueryClient()
  const problemText = useProblemText()
  const say = useFindingText()
  const [body, setBody] = useState(text.body)
  const save = useMutation({
    mutationFn: () => api.put<{ items: TextView[] }>(`/road/${ground}/texts/${text.permission}/${text.locale}`, { body }),
    onSuccess: ({ items }) => client.setQueryData(textsQuery(ground).queryKey, items),
  })
  const isSaved = body.trim() === text.body
  const stops = text.problems.filter(({ severity }) => severity === 'stop').length
  return (
    <section className={classes.stack} data-text={`${text.permission} ${text.locale}`}>
      <Textarea
        label={t(`texts.language.${text.locale}`)}
        autosize
        minRows={6}
        maxRows={20}
        maxLength={10_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button disabled={isSaved} loading={save.isPending} onClick={() => save.mutate()}>
          {t('texts.save')}
        </Button>
        <Button variant="default" onClick={() => setBody(text.draft)}>
          {t('texts.draft')}
        </Button>
        <StateTag tone={text.body === '' ? 'plain' : stops === 0 ? 'ok' : 'danger'}>
          {text.body === '' ? t('texts.none') : stops === 0 ? t('texts.good') : t('texts.stops', { count: stops })}
        </StateTag>
      </div>
      {text.body !== '' && text.problems.length > 0 ? (
        <ul className={classes.problems}>
          {text.problems.map((problem) => (
            <li key={problem.code + JSON.stringify(problem.facts)}>
              <StateIcon tone={problem.severity === 'stop' ? 'danger' : 'warn'} />
              {say(problem)}
            </li>
          ))}
        </ul>
      ) : null}
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </section>
  )
}
