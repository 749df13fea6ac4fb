import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { NumberView } from '@recado/contract/numbers'
import type { ConnectedAccount } from '@recado/contract/registration'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { MoveGuide } from './MoveGuide.tsx'
import { accountsQuery, numbersQuery } from './queries.ts'
import classes from './Registration.module.css'
import { useRegistrationProblem } from './use-registration-problem.ts'

/** A further number of an account that is here, also one that comes from elsewhere. Nothing while no account is. */
export function AddNumberCard() {
  const accounts = useQuery(accountsQuery)
  return accounts.data && accounts.data.length > 0 ? <AddNumber accounts={accounts.data} /> : null
}

function AddNumber({ accounts }: { accounts: readonly ConnectedAccount[] }) {
  const { t } = useTranslation('registration')
  const client = useQueryClient()
  const navigate = useNavigate()
  const problemText = useRegistrationProblem()
  const form = useForm({
    initialValues: { wabaId: accounts[0]?.wabaId ?? '', countryCode: '55', phoneNumber: '', verifiedName: '', moves: false },
    validate: {
      countryCode: (value) => (/^[1-9]\d{0,3}$/.test(value) ? null : t('add.wrongCountry')),
      phoneNumber: (value) => (/^\d{4,14}$/.test(value.replace(/\D/g, '')) ? null : t('add.wrong')),
      verifiedName: (value) => (value.trim().length >= 3 ? null : t('add.shortName')),
    },
  })
  const add = useMutation({
    mutationFn: (values: typeof form.values) =>
      api.post<NumberView>('/numbers', {
        ...values,
        phoneNumber: values.phoneNumber.replace(/\D/g, ''),
        verifiedName: values.verifiedName.trim(),
      }),
    onSuccess: async (number) => {
      await client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      await navigate({ to: '/numbers/$numberId/registration', params: { numberId: number.id } })
    },
  })
  return (
    <Card title={t('add.title')} hint={t('add.hint')}>
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack>
          <Select
            label={t('add.account')}
            data={accounts.map(({ wabaId, name }) => ({ value: wabaId, label: `${name} (${wabaId})` }))}
            allowDeselect={false}
            {...form.getInputProps('wabaId')}
          />
          <div className={classes.phone}>
            <TextInput label={t('add.countryCode')} leftSection="+" inputMode="numeric" {...form.getInputProps('countryCode')} />
            <TextInput label={t('add.phone')} inputMode="tel" autoComplete="off" {...form.getInputProps('phoneNumber')} />
          </div>
          <TextInput label={t('add.name')} description={t('add.nameHint')} {...form.getInputProps('verifiedName')} />
          <Checkbox label={t('add.moves')} description={t('add.movesHint')} {...form.getInputProps('moves', { type: 'checkbox' })} />
          {form.values.moves ? <MoveGuide /> : null}
          {add.error ? (
            <Notice tone="danger" role="alert">
              {problemText(add.error)}
            </Notice>
          ) : null}
          <div className={classes.row}>
            <Button type="submit" variant="default" loading={add.isPending}>
              {t('add.submit')}
            </Button>
            <p className={classes.said}>{t('add.next')}</p>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
