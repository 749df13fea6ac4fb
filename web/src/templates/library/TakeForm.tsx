import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { TemplateView } from '@recado/contract/numbers'
import { isTakeable, judgeLibrary, libraryDraft, metaLibrary } from '@recado/contract/template-draft/library'
import { judgeTaken } from '@recado/contract/template-draft/name-rules'
import type { LibraryTemplate } from '@recado/contract/template-library'
import { templateFields } from '@recado/contract/template-send/fields'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { Notice } from '../../ui/Notice.tsx'
import { showToast } from '../../ui/toasts.ts'
import type { Account } from '../builder/AboutCard.tsx'
import { ButtonFields } from '../builder/ButtonFields.tsx'
import { CodeFields } from '../builder/CodeFields.tsx'
import { Ending } from '../builder/Ending.tsx'
import { useTakenNames } from '../builder/use-judgement.ts'
import { useProblems } from '../builder/use-problems.ts'
import { PreviewStage } from '../PreviewStage.tsx'
import { typeName } from './library-words.ts'
import classes from './TakeForm.module.css'

interface Props {
  template: LibraryTemplate
  accounts: readonly Account[]
}

/** One of Meta's templates as it will arrive, and what it asks of whoever takes it. */
export function TakeForm({ template, accounts }: Props) {
  const { t } = useTranslation('library')
  const { t: builder } = useTranslation('builder')
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(() => libraryDraft(template))
  const [wabaId, chooseAccount] = useState(accounts[0]?.wabaId ?? '')
  const [isAsked, setAsked] = useState(false)
  const taken = useTakenNames(draft.name, wabaId)
  const problems = [...judgeTaken(taken, template.language), ...judgeLibrary(template, draft)]
  const problemAt = useProblems(problems, isAsked)
  const take = useMutation({
    mutationFn: () => api.post<TemplateView>('/templates', { ...metaLibrary(template, draft), wabaId }),
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: ['templates'] })
      showToast(t('taken', { name }))
      await navigate({ to: '/templates' })
    },
  })
  const submit = () => {
    setAsked(true)
    if (problems.length === 0) return take.mutate()
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Preview template={template} />
      {isTakeable(template) ? (
        <div className={classes.fields}>
          {accounts.length > 1 ? (
            <NativeSelect
              label={builder('field.account')}
              value={wabaId}
              data={accounts.map((account) => ({ value: account.wabaId, label: `${account.name} · ${account.wabaId}` }))}
              onChange={(event) => chooseAccount(event.currentTarget.value)}
            />
          ) : null}
          <TextInput
            label={builder('field.name')}
            description={builder('field.nameHint')}
            value={draft.name}
            error={problemAt('name')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          {draft.buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the library's buttons never change places
            <fieldset className={classes.button} key={at}>
              <legend>{t('button', { text: button.text })}</legend>
              <ButtonFields
                button={button}
                number={at + 1}
                hasFixedText
                set={(part) => setDraft({ ...draft, buttons: draft.buttons.with(at, { ...button, ...part }) })}
                place={(part) => `button.${at}.${part}`}
                problemAt={problemAt}
              />
            </fieldset>
          ))}
          {template.category === 'AUTHENTICATION' ? (
            <CodeFields code={draft.code} change={(code) => setDraft({ ...draft, code })} problemAt={problemAt} />
          ) : null}
          <Ending error={take.error} missing={isAsked ? problems.length : 0} />
          <Button type="submit" loading={take.isPending}>
            {t('take')}
          </Button>
        </div>
      ) : (
        <div className={classes.fields}>
          <Notice tone="info" role="status">
            {t('notTakeable')}
          </Notice>
        </div>
      )}
    </form>
  )
}

/** Filled with Meta's samples; and what each variable has to be, since Meta looks at that when it is sent. */
function Preview({ template }: { template: LibraryTemplate }) {
  const { t } = useTranslation('library')
  const { t: templates } = useTranslation('templates')
  const { name, language, category, components, id, parameterTypes } = template
  const view: TemplateView = {
    id,
    name,
    language,
    category,
    components,
    metaTemplateId: '',
    wabaId: '',
    status: 'APPROVED',
    parameterFormat: 'POSITIONAL',
    rejectedReason: null,
    quality: null,
    syncedAt: '',
  }
  const values = Object.fromEntries(
    templateFields(view).map((field) => [field.id, field.place === 'code' ? '123456' : (field.example ?? '')]),
  )
  return (
    <>
      <div className={classes.preview}>
        <PreviewStage template={view} values={values} title={templates('page.preview')} isDraft={category !== 'AUTHENTICATION'} />
      </div>
      {parameterTypes.length > 0 ? (
        <p className={classes.types}>
          {t('types')} {parameterTypes.map((type, at) => `{{${at + 1}}} ${typeName(t, type)}`).join(' · ')}
        </p>
      ) : null}
    </>
  )
}
