import { Button, NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/NumberInput.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import type { LegalFacts, LegalPage as LegalName, LegalView } from '@recado/contract/legal'
import { LEGAL_PAGES, NEEDED_FACTS } from '@recado/contract/legal-pages'
import type { Locale } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { LOCALE_NAMES, LOCALES } from '../i18n/areas.ts'
import { Card } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { legalQuery } from './queries.ts'
import classes from './road.module.css'

export default function LegalPage() {
  const legal = useQuery(legalQuery)
  if (legal.isError) return <ErrorState error={legal.error} retry={() => void legal.refetch()} />
  if (!legal.data) {
    return (
      <Loading>
        <BoneRows rows={6} />
      </Loading>
    )
  }
  return (
    <>
      <Addresses view={legal.data} />
      <FactsForm view={legal.data} />
      <Wordings view={legal.data} />
    </>
  )
}

function useSave<T>(send: (value: T) => Promise<LegalView>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: send, onSuccess: (view) => client.setQueryData(legalQuery.queryKey, view) })
}

function Addresses({ view: { urls, missing } }: { view: LegalView }) {
  const { t } = useTranslation('road')
  return (
    <Card title={t('legal.addresses')} hint={t('legal.addressesHint')}>
      <div className={classes.stack}>
        {missing.length > 0 ? <Notice tone="warn">{t('legal.missing')}</Notice> : null}
        <CopyFields>
          {LEGAL_PAGES.map((page) => (
            <CopyField key={page} what={t(`legal.page.${page}`)} value={urls[page]} />
          ))}
          <CopyField what={t('legal.deletionCallback')} value={urls.deletionCallback} />
          <CopyField what={t('legal.deauthorizeCallback')} value={urls.deauthorizeCallback} />
        </CopyFields>
      </div>
    </Card>
  )
}

const LINES = [
  'productName',
  'companyName',
  'companyId',
  'address',
  'country',
  'contactEmail',
  'privacyContact',
  'website',
] as const satisfies readonly (keyof LegalFacts)[]

function FactsForm({ view }: { view: LegalView }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const [facts, setFacts] = useState(view.facts)
  const save = useSave((value: LegalFacts) => api.put<LegalView>('/legal/facts', value))
  const set = (change: Partial<LegalFacts>) => setFacts((before) => ({ ...before, ...change }))
  return (
    <Card
      title={t('legal.facts')}
      hint={t('legal.factsHint')}
      footer={
        <Button loading={save.isPending} onClick={() => save.mutate(facts)}>
          {t('common:action.save')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <div className={classes.fields}>
          {LINES.map((name) => (
            <TextInput
              key={name}
              label={t(`legal.fact.${name}`)}
              value={facts[name]}
              maxLength={300}
              required={NEEDED_FACTS.some((needed) => needed === name)}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
            />
          ))}
          <NumberInput
            label={t('legal.fact.retentionMonths')}
            value={facts.retentionMonths}
            min={0}
            max={120}
            allowDecimal={false}
            onChange={(value) => set({ retentionMonths: typeof value === 'number' ? value : 0 })}
          />
        </div>
        <Textarea
          label={t('legal.fact.processors')}
          description={t('legal.processorsHint')}
          autosize
          minRows={2}
          value={facts.processors}
          onChange={(event) => set({ processors: event.currentTarget.value })}
        />
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

function Wordings({ view }: { view: LegalView }) {
  const { t } = useTranslation('road')
  const [page, setPage] = useState<LegalName>('privacy')
  const [locale, setLocale] = useState<Locale>('pt-BR')
  const text = view.texts.find((each) => each.page === page && each.locale === locale)
  return (
    <Card title={t('legal.wording')} hint={t('legal.wordingHint')}>
      <div className={classes.stack}>
        <div className={classes.row}>
          <SegmentedControl
            aria-label={t('legal.whichPage')}
            value={page}
            onChange={(value) => setPage(LEGAL_PAGES.find((known) => known === value) ?? 'privacy')}
            data={LEGAL_PAGES.map((value) => ({ value, label: t(`legal.page.${value}`) }))}
          />
          <SegmentedControl
            aria-label={t('legal.whichLanguage')}
            value={locale}
            onChange={(value) => setLocale(LOCALES.find((known) => known === value) ?? 'pt-BR')}
            data={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          />
          <a href={`/legal/${page}?lang=${locale}`} target="_blank" rel="noreferrer" className={classes.link}>
            {t('legal.look')}
          </a>
        </div>
        {text ? (
          <Wording key={`${page} ${locale} ${text.isOwn}`} body={text.body} isOwn={text.isOwn} path={`/legal/texts/${page}/${locale}`} />
        ) : null}
      </div>
    </Card>
  )
}

function Wording({ body, isOwn, path }: { body: string; isOwn: boolean; path: string }) {
  const { t } = useTranslation(['road', 'common'])
  const problemText = useProblemText()
  const [written, setWritten] = useState(body)
  const save = useSave((value: string | null) => api.put<LegalView>(path, { body: value }))
  return (
    <>
      <Textarea
        label={t('legal.body')}
        description={t('legal.bodyHint')}
        autosize
        minRows={8}
        maxRows={24}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button disabled={written.trim() === '' || written === body} loading={save.isPending} onClick={() => save.mutate(written)}>
          {t('legal.saveOwn')}
        </Button>
        {isOwn ? (
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate(null)}>
            {t('legal.backToOurs')}
          </Button>
        ) : null}
        <StateTag tone={isOwn ? 'info' : 'plain'}>{isOwn ? t('legal.isOwn') : t('legal.isOurs')}</StateTag>
      </div>
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </>
  )
}
