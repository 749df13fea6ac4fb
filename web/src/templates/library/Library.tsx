import { Button, Modal } from '@mantine/core'
import type { LibraryTemplate } from '@recado/contract/template-library'
import { partOf } from '@recado/contract/template-send/fields'
import { IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../i18n/setup.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import type { Account } from '../builder/AboutCard.tsx'
import classes from '../TemplatesPage.module.css'
import { categoryWord } from '../template-words.ts'
import { useWide } from '../use-wide.ts'
import { type LibraryFilter, LibraryFilters } from './LibraryFilters.tsx'
import { topicName, useCaseName } from './library-words.ts'
import { TakeForm } from './TakeForm.tsx'
import { useLibrary } from './use-library.ts'

const LANGUAGE = { 'pt-BR': 'pt_BR', en: 'en_US', es: 'es' } as const

/** @param props.accounts never empty */
export function Library({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation('library')
  const { t: templates } = useTranslation('templates')
  const none = { words: '', language: LANGUAGE[currentLocale()], topic: '', useCase: '', industry: '' }
  const [filter, setFilter] = useState<LibraryFilter>(none)
  const [chosen, setChosen] = useState<LibraryTemplate | null>(null)
  const isWide = useWide()
  const found = useLibrary(accounts[0]?.wabaId ?? '', filter)
  const entries = found.data?.pages.flatMap(({ items }) => items)
  const form = chosen ? <TakeForm key={chosen.id} template={chosen} accounts={accounts} /> : null
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <LibraryFilters filter={filter} change={(part) => setFilter({ ...filter, ...part })} />
        {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
        {!entries && !found.error ? (
          <Loading>
            <BoneRows rows={6} />
          </Loading>
        ) : null}
        {entries?.length === 0 ? (
          <Empty
            icon={IconFilterOff}
            title={t('none')}
            actions={
              <Button variant="default" onClick={() => setFilter(none)}>
                {templates('page.clear')}
              </Button>
            }
          />
        ) : null}
        {entries && entries.length > 0 ? (
          <ul className={classes.list} aria-busy={found.isPlaceholderData}>
            {entries.map((entry) => (
              <li key={entry.id} className={classes.item}>
                <Row entry={entry} isChosen={entry.id === chosen?.id} choose={() => setChosen(entry)} />
              </li>
            ))}
          </ul>
        ) : null}
        {found.hasNextPage ? (
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {templates('page.more')}
          </Button>
        ) : null}
      </div>
      {isWide ? (
        <aside className={classes.side} aria-label={t('take')}>
          {form ?? <p className={classes.hint}>{t('choose')}</p>}
        </aside>
      ) : (
        <Modal
          opened={chosen !== null}
          onClose={() => setChosen(null)}
          title={chosen?.name ?? ''}
          closeButtonProps={{ 'aria-label': templates('page.close') }}
          padding={0}
          classNames={{ header: classes.modalHead ?? '' }}
        >
          {form}
        </Modal>
      )}
    </div>
  )
}

function Row({ entry, isChosen, choose }: { entry: LibraryTemplate; isChosen: boolean; choose(): void }) {
  const { t } = useTranslation('library')
  const { t: templates } = useTranslation('templates')
  const body = partOf(entry.components, 'BODY')?.text
  const category = categoryWord(entry.category)
  return (
    <button type="button" className={classes.row} aria-pressed={isChosen} onClick={choose}>
      <span className={classes.first}>
        <span className={classes.name}>{useCaseName(t, entry.useCase)}</span>
      </span>
      <span className={classes.summary}>{typeof body === 'string' ? body : ''}</span>
      <span className={classes.about}>
        {[entry.name, topicName(t, entry.topic), category === 'OTHER' ? entry.category : templates(`category.${category}`)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </button>
  )
}
