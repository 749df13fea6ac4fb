import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core'
import type { ListedTemplate, MigratedTemplates } from '@recado/contract/template-life'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { numbersQuery } from '../../numbers/queries.ts'
import { Notice, StateTag } from '../../ui/Notice.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { languageName } from '../template-words.ts'
import classes from './MigrateDialog.module.css'

/** Meta takes no more in one call, and nobody ticks more by hand. */
const MOST = 100

interface Props {
  templates: readonly ListedTemplate[]
  close(): void
}

/** Copies approved templates of one account into another, and says of each what Meta made of it. */
export default function MigrateDialog({ templates, close }: Props) {
  const { t } = useTranslation('templateLife')
  const { t: common } = useTranslation()
  const problemText = useProblemText()
  const client = useQueryClient()
  const accounts = useAccounts()
  const [wish, setWish] = useState<{ from: string; to: string; ids: readonly string[] }>({ from: '', to: '', ids: [] })
  const from = wish.from || (accounts[0]?.value ?? '')
  const to = (wish.to !== from && wish.to) || (accounts.find(({ value }) => value !== from)?.value ?? '')
  const copy = useMutation({
    mutationFn: () => api.post<MigratedTemplates>('/templates/migrate', { fromWabaId: from, toWabaId: to, templateIds: wish.ids }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  })
  const offered = templates.filter((template) => template.wabaId === from && template.status === 'APPROVED').slice(0, MOST)
  const all = offered.length > 0 && offered.every(({ id }) => wish.ids.includes(id))
  const tick = (id: string, isTicked: boolean) =>
    setWish({ ...wish, ids: isTicked ? [...wish.ids, id] : wish.ids.filter((one) => one !== id) })
  return (
    <Modal opened onClose={close} title={t('migrate.title')} size={560} closeButtonProps={{ 'aria-label': common('action.close') }}>
      {copy.data ? (
        <Result result={copy.data} close={close} />
      ) : (
        <div className={classes.form}>
          <p className={classes.hint}>{t('migrate.hint')}</p>
          <div className={classes.accounts}>
            <NativeSelect
              label={t('migrate.from')}
              value={from}
              data={accounts}
              onChange={(event) => setWish({ from: event.currentTarget.value, to, ids: [] })}
            />
            <NativeSelect
              label={t('migrate.to')}
              value={to}
              data={accounts.filter(({ value }) => value !== from)}
              onChange={(event) => setWish({ ...wish, to: event.currentTarget.value })}
            />
          </div>
          {offered.length === 0 ? (
            <Notice tone="info">{t('migrate.none')}</Notice>
          ) : (
            <fieldset className={classes.list}>
              <legend>{t('migrate.which')}</legend>
              <Checkbox
                label={t('migrate.all', { count: offered.length })}
                checked={all}
                onChange={(event) => setWish({ ...wish, ids: event.currentTarget.checked ? offered.map(({ id }) => id) : [] })}
              />
              {offered.map(({ id, name, language }) => (
                <Checkbox
                  key={id}
                  label={`${name} · ${languageName(language, currentLocale())}`}
                  checked={wish.ids.includes(id)}
                  onChange={(event) => tick(id, event.currentTarget.checked)}
                />
              ))}
            </fieldset>
          )}
          {copy.error ? (
            <Notice tone="danger" role="alert">
              {problemText(copy.error)}
            </Notice>
          ) : null}
          <div className={classes.actions}>
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <Button disabled={wish.ids.length === 0 || to === ''} loading={copy.isPending} onClick={() => copy.mutate()}>
              {wish.ids.length === 0 ? t('migrate.runNone') : t('migrate.run', { count: wish.ids.length })}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}

function useAccounts(): { value: string; label: string }[] {
  const { data = [] } = useQuery(numbersQuery)
  const names = new Map(data.map(({ wabaId, wabaName }) => [wabaId, wabaName]))
  return [...names].map(([value, name]) => ({ value, label: `${name} · ${value}` }))
}

function Result({ result, close }: { result: MigratedTemplates; close(): void }) {
  const { t } = useTranslation('templateLife')
  const { t: common } = useTranslation()
  const copied = result.items.filter(({ problem }) => problem === null).length
  return (
    <div className={classes.form}>
      <p role="status">{t('migrate.done', { copied, total: result.items.length })}</p>
      <ul className={classes.results}>
        {result.items.map(({ templateId, name, language, problem }) => (
          <li key={templateId}>
            <span className={classes.name}>
              {name} · {languageName(language, currentLocale())}
            </span>
            <StateTag tone={problem === null ? 'ok' : 'danger'}>{t(problem === null ? 'migrate.copied' : 'migrate.refused')}</StateTag>
            {problem === null ? null : <span className={classes.why}>{t('migrate.why', { words: problem })}</span>}
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button onClick={close}>{common('action.close')}</Button>
      </div>
    </div>
  )
}
