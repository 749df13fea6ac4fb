import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { Denied, ErrorState } from '../ui/states.tsx'
import { importQuery } from './contact-queries.ts'
import classes from './ImportPage.module.css'
import { ImportResult } from './ImportResult.tsx'
import { Mapping } from './Mapping.tsx'
import { PastImports } from './PastImports.tsx'
import { uploadContacts } from './upload.ts'

const ROUTE = '/signed-in/shell/contacts/import'

/** A file, what is in its columns, what was found in its rows, and the word to write them. Each step can be left and come back to. */
export default function ImportPage() {
  const { t } = useTranslation('contacts')
  const mayManage = useAbility('contacts.manage')
  const { id } = useSearch({ from: ROUTE })
  if (!mayManage) return <Denied>{t('importing.title')}</Denied>
  return (
    <Page title={t('importing.title')} crumb={<Link to="/contacts">← {t('importing.crumb')}</Link>}>
      <div className={classes.page}>{id ? <OneImport id={id} key={id} /> : <Start />}</div>
    </Page>
  )
}

function Start() {
  const { t } = useTranslation('contacts')
  const problemText = useProblemText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const upload = useMutation({
    mutationFn: uploadContacts,
    onSuccess: (made) => {
      client.setQueryData(importQuery(made.id).queryKey, made)
      void navigate({ to: '/contacts/import', search: { id: made.id } })
    },
  })
  const take = (file: File | undefined) => {
    if (file) upload.mutate(file)
  }
  return (
    <>
      <section
        className={classes.drop}
        aria-label={t('importing.drop')}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files[0])
        }}
      >
        <IconFileSpreadsheet size={32} stroke={1.5} aria-hidden="true" />
        <h2>{t('importing.drop')}</h2>
        <p className={classes.quiet}>{t('importing.dropHint')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label={t('importing.choose')}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
        <Button loading={upload.isPending} onClick={() => input.current?.click()}>
          {t('importing.choose')}
        </Button>
        {upload.isPending ? <p role="status">{t('importing.uploading', { name: upload.variables.name })}</p> : null}
      </section>
      {upload.error ? (
        <Notice tone="danger" role="alert">
          {problemText(upload.error)}
        </Notice>
      ) : null}
      <PastImports />
    </>
  )
}

function OneImport({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(importQuery(id))
  const [isRemapping, setRemapping] = useState(false)
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return null
  const remap = data.state === 'uploaded' || (data.state === 'checked' && isRemapping)
  return (
    <Card title={data.fileName}>
      {remap ? <Mapping file={data} done={() => setRemapping(false)} /> : <ImportResult file={data} remap={() => setRemapping(true)} />}
    </Card>
  )
}
