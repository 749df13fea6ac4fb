import { Button, NativeSelect } from '@mantine/core'
import type { ImportTarget, ImportView } from '@recado/contract/contacts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { attributesQuery, importQuery, tagsQuery } from './contact-queries.ts'
import classes from './ImportPage.module.css'

const FIELDS = ['skip', 'phone', 'name', 'email', 'company', 'notes', 'language', 'tags', 'consent', 'owner'] as const
const COUNTRIES = [
  'BR',
  'PT',
  'AR',
  'BO',
  'CL',
  'CO',
  'EC',
  'MX',
  'PE',
  'PY',
  'UY',
  'VE',
  'ES',
  'US',
  'CA',
  'GB',
  'DE',
  'FR',
  'IT',
  'AO',
  'MZ',
  'CV',
  'IN',
] as const

/** Which column is what. What we recognised is chosen already. */
export function Mapping({ file, done }: { file: ImportView; done(): void }) {
  const { t, i18n } = useTranslation('contacts')
  const client = useQueryClient()
  const problemText = useProblemText()
  const { data: attributes = [] } = useQuery(attributesQuery)
  const { data: tags = [] } = useQuery(tagsQuery)
  const [columns, setColumns] = useState<readonly ImportTarget[]>(file.suggested)
  const [country, setCountry] = useState('BR')
  const [tagId, setTagId] = useState('')
  const countries = new Intl.DisplayNames(i18n.language, { type: 'region' })
  const check = useMutation({
    mutationFn: () => api.post<ImportView>(`/contact-imports/${file.id}/check`, { columns, country, tagIds: tagId === '' ? [] : [tagId] }),
    onSuccess: (next) => {
      client.setQueryData(importQuery(file.id).queryKey, next)
      done()
    },
  })
  const targets = [
    ...FIELDS.map((field) => ({ value: field, label: t(`importing.target.${field}`) })),
    ...attributes.map((attribute) => ({ value: `attribute:${attribute.id}`, label: attribute.name })),
  ]
  const put = (nth: number, target: string) =>
    setColumns(
      columns.map((before, at) => (at === nth ? (target as ImportTarget) : before === target && target !== 'skip' ? 'skip' : before)),
    ) // one of the values above
  const hasPhone = columns.includes('phone')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        check.mutate()
      }}
    >
      <p className={classes.quiet}>{t('importing.mapHint')}</p>
      <table className={classes.mapping}>
        <thead>
          <tr>
            <th>{t('importing.fileColumn')}</th>
            <th>{t('importing.example')}</th>
            <th>{t('importing.goesTo')}</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; titles may repeat
            <tr key={nth}>
              <td>{column || '—'}</td>
              <td className={classes.quiet}>{file.sample.map((row) => row[nth] ?? '').find((cell) => cell !== '') ?? ''}</td>
              <td>
                <NativeSelect
                  aria-label={`${column}: ${t('importing.goesTo')}`}
                  value={columns[nth] ?? 'skip'}
                  data={targets}
                  onChange={(event) => put(nth, event.currentTarget.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.choices}>
        <NativeSelect
          label={t('importing.country')}
          value={country}
          data={COUNTRIES.map((code) => ({ value: code, label: countries.of(code) ?? code }))}
          onChange={(event) => setCountry(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('importing.tagAll')}
          value={tagId}
          data={[{ value: '', label: t('importing.noTag') }, ...tags.map((tag) => ({ value: tag.id, label: tag.name }))]}
          onChange={(event) => setTagId(event.currentTarget.value)}
        />
      </div>
      {hasPhone ? null : (
        <Notice tone="warn" role="status">
          {t('importing.needPhone')}
        </Notice>
      )}
      {check.error ? (
        <Notice tone="danger" role="alert">
          {problemText(check.error)}
        </Notice>
      ) : null}
      <div className={classes.buttons}>
        <Button type="submit" disabled={!hasPhone} loading={check.isPending}>
          {t('importing.check')}
        </Button>
      </div>
    </form>
  )
}
