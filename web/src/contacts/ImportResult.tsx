import { Button } from '@mantine/core'
import type { ImportView } from '@recado/contract/contacts'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, apiUrl } from '../api.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { importQuery } from './contact-queries.ts'
import classes from './ImportPage.module.css'

const PROBLEMS = ['file_unreadable', 'too_many_rows', 'interrupted'] as const

/** How far an import is, what was found in it, and what may be done next. */
export function ImportResult({ file, remap }: { file: ImportView; remap(): void }) {
  const { t } = useTranslation('contacts')
  switch (file.state) {
    case 'checking':
      return (
        <div role="status">
          <p>{t('importing.checking')}</p>
          <progress className={classes.bar} aria-label={t('importing.checking')} />
          <p className={classes.quiet}>{t('importing.checked', { count: file.checked })}</p>
        </div>
      )
    case 'writing':
      return (
        <div role="status">
          <p>{t('importing.writing')}</p>
          <progress className={classes.bar} aria-label={t('importing.writing')} />
        </div>
      )
    case 'done':
      return <Done file={file} />
    case 'failed': {
      const problem = PROBLEMS.find((known) => known === file.problem)
      return (
        <>
          <Notice tone="danger" role="alert">
            <strong>{t('importing.failed')}</strong> {problem ? t(`importing.problem.${problem}`) : null} {t('importing.nothing')}
          </Notice>
          <Again />
        </>
      )
    }
    default:
      return <Checked file={file} remap={remap} />
  }
}

function Checked({ file, remap }: { file: ImportView; remap(): void }) {
  const { t } = useTranslation('contacts')
  const client = useQueryClient()
  const problemText = useProblemText()
  const good = file.checked - file.faulty
  const confirm = useMutation({
    mutationFn: () => api.post<ImportView>(`/contact-imports/${file.id}/confirm`),
    onSuccess: (next) => client.setQueryData(importQuery(file.id).queryKey, next),
  })
  return (
    <>
      <div className={classes.figures} role="status">
        <Notice tone={good > 0 ? 'ok' : 'warn'}>
          {t('importing.good', { count: good })}. {good > 0 ? t('importing.allOrNothing') : null}
        </Notice>
        {file.faulty > 0 ? (
          <Notice tone="warn" action={<Faults id={file.id} />}>
            {t('importing.faulty', { count: file.faulty })}
          </Notice>
        ) : null}
      </div>
      {confirm.error ? (
        <Notice tone="danger" role="alert">
          {problemText(confirm.error)}
        </Notice>
      ) : null}
      <div className={classes.buttons}>
        <Button onClick={() => confirm.mutate()} loading={confirm.isPending} disabled={good === 0}>
          {t('importing.confirm', { count: good })}
        </Button>
        <Button variant="default" onClick={remap}>
          {t('importing.changeMapping')}
        </Button>
      </div>
    </>
  )
}

function Done({ file }: { file: ImportView }) {
  const { t } = useTranslation('contacts')
  return (
    <>
      <div className={classes.figures} role="status">
        <Notice tone="ok">
          <strong>{t('importing.done')}.</strong> {t('importing.added', { count: file.added })},{' '}
          {t('importing.updated', { count: file.updated })}.
        </Notice>
        {file.faulty > 0 ? (
          <Notice tone="warn" action={<Faults id={file.id} />}>
            {t('importing.faulty', { count: file.faulty })}
          </Notice>
        ) : null}
      </div>
      <Again />
    </>
  )
}

function Faults({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  return (
    <Button
      component="a"
      variant="default"
      size="xs"
      href={apiUrl(`/contact-imports/${id}/faults`)}
      download
      leftSection={<IconDownload size={16} />}
    >
      {t('importing.faults')}
    </Button>
  )
}

function Again() {
  const { t } = useTranslation('contacts')
  return (
    <div className={classes.buttons}>
      <Button component={Link} to="/contacts">
        {t('importing.see')}
      </Button>
      <Button component={Link} to="/contacts/import" variant="default">
        {t('importing.again')}
      </Button>
    </div>
  )
}
