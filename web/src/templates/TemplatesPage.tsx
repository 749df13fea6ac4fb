import { Button, Modal, NativeSelect } from '@mantine/core'
import type { ListedTemplate } from '@recado/contract/template-life'
import { templateFields } from '@recado/contract/template-send/fields'
import { templateSummary } from '@recado/contract/template-send/picture'
import { IconArrowRight, IconFilterOff, IconMessage2Code, IconSearch, IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { currentLocale } from '../i18n/setup.ts'
import { useNow } from '../inbox/use-inbox.ts'
import { StateTag } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { LibraryButton } from './library/LibraryButton.tsx'
import { MigrateButton } from './migrate/MigrateButton.tsx'
import { NewTemplateButton } from './NewTemplateButton.tsx'
import { PreviewStage } from './PreviewStage.tsx'
import { StarButton } from './StarButton.tsx'
import { SyncButton } from './SyncButton.tsx'
import { TemplateActions, TemplateState } from './TemplateActions.tsx'
import classes from './TemplatesPage.module.css'
import {
  CATEGORIES,
  categoryWord,
  filterTemplates,
  languageName,
  languagesOf,
  NO_FILTER,
  obstacleKey,
  QUALITIES,
  STATUSES,
  statusTone,
  statusWord,
} from './template-words.ts'
import { templatesQuery } from './use-templates.ts'
import { useWide } from './use-wide.ts'

export default function TemplatesPage() {
  const { t } = useTranslation('templates')
  const { data: templates, error, refetch } = useQuery(templatesQuery(undefined))
  return (
    <Page title={t('title')} hint={<SyncedAt templates={templates} />} actions={<PageActions templates={templates ?? []} />}>
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!templates && !error ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : null}
      {templates?.length === 0 ? (
        <Empty icon={IconMessage2Code} title={t('page.empty')} actions={<SyncButton />}>
          {t('page.emptyWhy')}
        </Empty>
      ) : null}
      {templates && templates.length > 0 ? <Library templates={templates} /> : null}
    </Page>
  )
}

function PageActions({ templates }: { templates: readonly ListedTemplate[] }) {
  return (
    <>
      <SyncButton />
      <MigrateButton templates={templates} />
      <LibraryButton />
      <NewTemplateButton />
    </>
  )
}

function SyncedAt({ templates }: { templates: readonly ListedTemplate[] | undefined }) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  const now = useNow()
  const oldest = templates?.reduce<string | null>((at, template) => (at === null || template.syncedAt < at ? template.syncedAt : at), null)
  return <>{[t('hint'), oldest ? t('syncedAt', { time: format.ago(oldest, now) }) : null].filter(Boolean).join(' · ')}</>
}

/** Drawn at first; the rest when asked for. */
const FIRST = 60

function Library({ templates }: { templates: readonly ListedTemplate[] }) {
  const { t } = useTranslation('templates')
  const [filter, setFilter] = useState(NO_FILTER)
  const [account, setAccount] = useState('')
  const [shown, setShown] = useState(FIRST)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const isWide = useWide()
  const words = useDeferredValue(filter.words)
  const accounts = useMemo(() => [...new Set(templates.map((template) => template.wabaId))], [templates])
  const found = useMemo(
    () =>
      filterTemplates(
        templates.filter((template) => account === '' || template.wabaId === account),
        { ...filter, words },
        currentLocale(),
      ),
    [templates, account, filter, words],
  )
  const chosen = templates.find((template) => template.id === chosenId) ?? null
  const reset = () => {
    setFilter(NO_FILTER)
    setAccount('')
  }
  const option = (value: string, label: string) => ({ value, label })
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <search className={classes.filters} aria-label={t('page.filters')}>
          <span className={classes.search}>
            <IconSearch size={16} stroke={2} aria-hidden="true" />
            <input
              value={filter.words}
              onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
              placeholder={t('choose.search')}
              aria-label={t('choose.search')}
            />
          </span>
          <NativeSelect
            aria-label={t('page.status')}
            value={filter.status ?? ''}
            data={[option('', t('page.anyStatus')), ...STATUSES.map((status) => option(status, t(`status.${status}`)))]}
            onChange={(event) => setFilter({ ...filter, status: STATUSES.find((known) => known === event.currentTarget.value) ?? null })}
          />
          <NativeSelect
            aria-label={t('page.category')}
            value={filter.category ?? ''}
            data={[option('', t('page.anyCategory')), ...CATEGORIES.map((category) => option(category, t(`category.${category}`)))]}
            onChange={(event) =>
              setFilter({ ...filter, category: CATEGORIES.find((known) => known === event.currentTarget.value) ?? null })
            }
          />
          <NativeSelect
            aria-label={t('choose.language')}
            value={filter.language ?? ''}
            data={[
              option('', t('choose.anyLanguage')),
              ...languagesOf(templates).map((code) => option(code, languageName(code, currentLocale()))),
            ]}
            onChange={(event) => setFilter({ ...filter, language: event.currentTarget.value || null })}
          />
          <NativeSelect
            aria-label={t('page.qualityLabel')}
            value={filter.quality ?? ''}
            data={[
              option('', t('page.anyQuality')),
              ...QUALITIES.map((quality) => option(quality, `${t('page.qualityLabel')}: ${t(`quality.${quality}`)}`)),
            ]}
            onChange={(event) => setFilter({ ...filter, quality: QUALITIES.find((known) => known === event.currentTarget.value) ?? null })}
          />
          <Button
            variant={filter.favourites ? 'light' : 'default'}
            aria-pressed={filter.favourites}
            leftSection={<IconStar size={16} stroke={2} />}
            onClick={() => setFilter({ ...filter, favourites: !filter.favourites })}
          >
            {t('favourite.only')}
          </Button>
          {accounts.length > 1 ? (
            <NativeSelect
              aria-label={t('page.account')}
              value={account}
              data={[option('', t('page.anyAccount')), ...accounts.map((id) => option(id, id))]}
              onChange={(event) => setAccount(event.currentTarget.value)}
            />
          ) : null}
          <span className={classes.count} role="status">
            {t('choose.count', { shown: found.length, total: templates.length })}
          </span>
        </search>
        {found.length === 0 ? (
          <Empty
            icon={IconFilterOff}
            title={t('page.none')}
            actions={
              <Button variant="default" onClick={reset}>
                {t('page.clear')}
              </Button>
            }
          />
        ) : (
          <ul className={classes.list}>
            {found.slice(0, shown).map((template) => (
              <li key={template.id} className={classes.item}>
                <StarButton template={template} />
                <Row template={template} isChosen={template.id === chosenId} choose={() => setChosenId(template.id)} />
              </li>
            ))}
          </ul>
        )}
        {found.length > shown ? (
          <Button variant="default" onClick={() => setShown(shown + FIRST)}>
            {t('page.more')}
          </Button>
        ) : null}
      </div>
      {isWide ? (
        <aside className={classes.side} aria-label={t('page.preview')}>
          {chosen ? <Example template={chosen} gone={() => setChosenId(null)} /> : <p className={classes.hint}>{t('page.choose')}</p>}
        </aside>
      ) : (
        <Modal
          opened={chosen !== null}
          onClose={() => setChosenId(null)}
          title={chosen?.name ?? ''}
          closeButtonProps={{ 'aria-label': t('page.close') }}
          padding={0}
          classNames={{ header: classes.modalHead ?? '' }}
        >
          {chosen ? <Example template={chosen} gone={() => setChosenId(null)} /> : null}
        </Modal>
      )}
    </div>
  )
}

/** Filled with the examples it was submitted with. */
function Example({ template, gone }: { template: ListedTemplate; gone(): void }) {
  const { t } = useTranslation('templates')
  const { t: life } = useTranslation('templateLife')
  const values = Object.fromEntries(templateFields(template).map((field) => [field.id, field.example ?? '']))
  return (
    <div className={classes.example}>
      <div className={classes.decided}>
        <TemplateState template={template} />
        <Link className={classes.open} to="/templates/$templateId" params={{ templateId: template.id }}>
          {life('open')}
          <IconArrowRight size={14} stroke={2} aria-hidden="true" />
        </Link>
        <TemplateActions template={template} gone={gone} />
      </div>
      <PreviewStage template={template} values={values} title={t('page.preview')} />
    </div>
  )
}

function Row({ template, isChosen, choose }: { template: ListedTemplate; isChosen: boolean; choose(): void }) {
  const { t } = useTranslation('templates')
  const status = statusWord(template.status)
  const category = categoryWord(template.category)
  const obstacle = template.status === 'APPROVED' ? obstacleKey(template) : null
  return (
    <button type="button" className={classes.row} aria-pressed={isChosen} onClick={choose}>
      <span className={classes.first}>
        <span className={classes.name}>{template.name}</span>
        <StateTag tone={statusTone(template.status)}>{status === 'OTHER' ? template.status : t(`status.${status}`)}</StateTag>
      </span>
      <span className={classes.summary}>{templateSummary(template)}</span>
      <span className={classes.about}>
        {[category === 'OTHER' ? template.category : t(`category.${category}`), languageName(template.language, currentLocale())].join(
          ' · ',
        )}
        {template.uses > 0 ? ` · ${t('page.uses', { count: template.uses })}` : null}
        {obstacle ? ` · ${t(obstacle)}` : null}
        {template.rejectedReason && template.rejectedReason !== 'NONE'
          ? ` · ${t('page.rejected', { reason: template.rejectedReason })}`
          : null}
      </span>
    </button>
  )
}
