import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { NumberProfile } from '@recado/contract/number-assets'
import { PROFILE_LIMITS, VERTICALS } from '@recado/contract/number-limits'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem, api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { PictureField } from './PictureField.tsx'
import { ProfilePreview } from './ProfilePreview.tsx'
import { changesOf, type Draft, draftOf, draftProblems } from './profile-draft.ts'
import { profileQuery } from './queries.ts'
import { useMetaProblem } from './use-meta-problem.ts'

export function ProfileForm({ number, saved }: { number: NumberView; saved: NumberProfile }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const mayChange = useAbility('numbers.connect')
  const problemText = useMetaProblem()
  const words = t('profile.problem', { returnObjects: true })
  const form = useForm<Draft>({
    initialValues: draftOf(saved),
    validate: (draft) => Object.fromEntries(draftProblems(draft).map(([field, rule]) => [field, words[rule]])),
  })
  const change = useMutation({
    mutationFn: (draft: Draft) => api.patch<NumberProfile>(`/numbers/${number.id}/profile`, changesOf(saved, draft)),
    onSuccess: (fresh) => {
      client.setQueryData(profileQuery(number.id).queryKey, fresh)
      form.setInitialValues(draftOf(fresh))
      form.setValues(draftOf(fresh))
    },
    onError: (error) => {
      const fields = error instanceof ApiProblem ? error.fields.map(({ path }) => path.split('.')[0]) : []
      for (const [field, rule] of FIELD_RULES) if (fields.includes(rule)) form.setFieldError(field, words[rule])
    },
  })
  const isChanged = Object.keys(changesOf(saved, form.values)).length > 0
  const left = (field: 'about' | 'description') => t('profile.left', { count: PROFILE_LIMITS[field] - form.values[field].trim().length })
  return (
    <Columns side={<ProfilePreview number={number} draft={form.values} saved={saved} />}>
      <Card title={t('profile.title')} hint={t('profile.hint')}>
        <form onSubmit={form.onSubmit((draft) => change.mutate(draft))} noValidate>
          <Stack>
            <PictureField number={number} saved={saved} disabled={!mayChange} />
            <TextInput
              label={t('profile.about')}
              description={`${t('profile.aboutHint')} ${left('about')}.`}
              readOnly={!mayChange}
              {...form.getInputProps('about')}
            />
            <Textarea
              label={t('profile.description')}
              description={`${left('description')}.`}
              rows={4}
              readOnly={!mayChange}
              {...form.getInputProps('description')}
            />
            <NativeSelect
              label={t('profile.vertical')}
              disabled={!mayChange}
              data={VERTICALS.map((word) => ({ value: word, label: t(`vertical.${word}`) }))}
              {...form.getInputProps('vertical')}
            />
            <TextInput label={t('profile.address')} autoComplete="off" readOnly={!mayChange} {...form.getInputProps('address')} />
            <TextInput label={t('profile.email')} type="email" autoComplete="off" readOnly={!mayChange} {...form.getInputProps('email')} />
            <TextInput
              label={t('profile.website1')}
              type="url"
              autoComplete="off"
              placeholder="https://"
              readOnly={!mayChange}
              {...form.getInputProps('website1')}
            />
            <TextInput
              label={t('profile.website2')}
              type="url"
              autoComplete="off"
              placeholder="https://"
              readOnly={!mayChange}
              {...form.getInputProps('website2')}
            />
            {change.error ? (
              <Notice tone="danger" role="alert">
                {problemText(change.error)}
              </Notice>
            ) : null}
            {change.isSuccess && !isChanged ? (
              <Notice tone="ok" role="status">
                {t('profile.saved')}
              </Notice>
            ) : null}
            {mayChange ? (
              <div>
                <Button type="submit" loading={change.isPending} disabled={!isChanged}>
                  {t('profile.save')}
                </Button>
              </div>
            ) : (
              <Notice tone="info">{t('readOnly')}</Notice>
            )}
          </Stack>
        </form>
      </Card>
    </Columns>
  )
}

const FIELD_RULES = [
  ['about', 'about'],
  ['description', 'description'],
  ['address', 'address'],
  ['email', 'email'],
  ['website1', 'websites'],
] as const
