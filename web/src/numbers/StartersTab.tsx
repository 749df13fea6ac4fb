import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { NumberStarters, StartersWish } from '@recado/contract/meta-settings'
import { STARTER_LIMITS } from '@recado/contract/number-setting-words'
import type { NumberView } from '@recado/contract/numbers'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { startersQuery, useKept } from './meta-queries.ts'
import { StartersPreview } from './StartersPreview.tsx'
import { commandProblem, isSound, promptProblem } from './starters-draft.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'
import { useNumber } from './use-number.ts'

/** What a chat with the number begins with: questions to tap, and commands. */
export default function StartersTab() {
  const number = useNumber()
  return number ? <Starters number={number} /> : null
}

function Starters({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberStarters')
  const starters = useQuery(startersQuery(number.id))
  if (starters.data) return <Form number={number} saved={{ prompts: starters.data.prompts, commands: starters.data.commands }} />
  return starters.isError ? (
    <ErrorState error={starters.error} title={t('failed')} retry={() => void starters.refetch()} />
  ) : (
    <Loading>
      <BoneRows rows={4} />
    </Loading>
  )
}

function Form({ number, saved }: { number: NumberView; saved: StartersWish }) {
  const { t } = useTranslation(['numberStarters', 'numberAssets'])
  const problemText = useMetaProblem()
  const mayChange = useAbility('numbers.connect')
  const [draft, setDraft] = useState(saved)
  const [tried, setTried] = useState(false)
  const keep = useKept(number.id, startersQuery(number.id).queryKey, t('saved'), (wish: StartersWish) =>
    api.put<NumberStarters>(`/numbers/${number.id}/starters`, wish),
  )
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isSound(draft)) keep.mutate(draft, { onSuccess: ({ prompts, commands }) => setDraft({ prompts, commands }) })
  }
  const parts = { draft, setDraft, tried, disabled: !mayChange }
  return (
    <Columns side={<StartersPreview number={number} draft={draft} />}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Prompts {...parts} />
          <Commands {...parts} />
          <Notice tone="info">{t('welcome')}</Notice>
          {keep.error ? (
            <Notice tone="danger" role="alert">
              {problemText(keep.error)}
            </Notice>
          ) : null}
          {mayChange ? (
            <div>
              <Button type="submit" disabled={!isChanged} loading={keep.isPending}>
                {t('save')}
              </Button>
            </div>
          ) : (
            <Notice tone="info">{t('numberAssets:readOnly')}</Notice>
          )}
        </Stack>
      </form>
    </Columns>
  )
}

interface PartProps {
  draft: StartersWish
  setDraft: (draft: StartersWish) => void
  /** What is still empty is told only after the first attempt to save. */
  tried: boolean
  disabled: boolean
}

function Prompts({ draft, setDraft, tried, disabled }: PartProps) {
  const { t } = useTranslation('numberStarters')
  const { prompts } = draft
  const set = (next: string[]) => setDraft({ ...draft, prompts: next })
  return (
    <Card title={t('prompts.title')} hint={t('prompts.hint')}>
      <Stack>
        {prompts.length === 0 ? <p className={classes.quiet}>{t('prompts.none')}</p> : null}
        {prompts.map((prompt, nth) => {
          const problem = promptProblem(prompts, nth)
          const isTold = problem !== null && (tried || problem !== 'empty')
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <div className={classes.line} key={nth}>
              <TextInput
                label={t('prompts.one', { nth: nth + 1 })}
                description={t('prompts.left', { count: STARTER_LIMITS.prompt - prompt.trim().length })}
                value={prompt}
                readOnly={disabled}
                error={isTold ? t(`problem.${problem}`) : undefined}
                onChange={(event) => set(prompts.with(nth, event.currentTarget.value))}
              />
              {disabled ? null : (
                <ActionIcon
                  size={36}
                  className={classes.remove}
                  aria-label={t('prompts.remove', { nth: nth + 1 })}
                  onClick={() => set(prompts.toSpliced(nth, 1))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </div>
          )
        })}
        {disabled || prompts.length >= STARTER_LIMITS.prompts ? null : (
          <div>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => set([...prompts, ''])}>
              {t('prompts.add')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  )
}

function Commands({ draft, setDraft, tried, disabled }: PartProps) {
  const { t } = useTranslation('numberStarters')
  const { commands } = draft
  const set = (next: StartersWish['commands']) => setDraft({ ...draft, commands: next })
  return (
    <Card title={t('commands.title')} hint={t('commands.hint')}>
      <Stack>
        {commands.length === 0 ? <p className={classes.quiet}>{t('commands.none')}</p> : null}
        {commands.map((command, nth) => {
          const problem = commandProblem(commands, nth)
          const ofName = problem === 'name' || problem === 'twice' ? problem : null
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <div className={classes.command} key={nth}>
              <TextInput
                label={t('commands.name', { nth: nth + 1 })}
                leftSection="/"
                value={command.name}
                readOnly={disabled}
                autoCapitalize="none"
                error={ofName !== null && (tried || command.name !== '') ? t(`problem.${ofName}`) : undefined}
                onChange={(event) => set(commands.with(nth, { ...command, name: event.currentTarget.value.trim().replace(/^\//, '') }))}
              />
              <TextInput
                label={t('commands.about')}
                value={command.hint}
                readOnly={disabled}
                error={problem === 'hint' && (tried || command.hint !== '') ? t('problem.hint') : undefined}
                onChange={(event) => set(commands.with(nth, { ...command, hint: event.currentTarget.value }))}
              />
              {disabled ? null : (
                <ActionIcon
                  size={36}
                  className={classes.remove}
                  aria-label={t('commands.remove', { nth: nth + 1 })}
                  onClick={() => set(commands.toSpliced(nth, 1))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </div>
          )
        })}
        {disabled || commands.length >= STARTER_LIMITS.commands ? null : (
          <div>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => set([...commands, { name: '', hint: '' }])}>
              {t('commands.add')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  )
}
