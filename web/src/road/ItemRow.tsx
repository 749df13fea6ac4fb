import { Button } from '@mantine/core'
import type { ItemView, RoadView } from '@recado/contract/road'
import type { Item } from '@recado/contract/road-items'
import { IconChevronRight, IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useNow } from '../ui/use-now.ts'
import { Breakable } from './Breakable.tsx'
import { useFindingText } from './finding-text.ts'
import { ItemActions } from './ItemActions.tsx'
import { ItemHistory } from './ItemHistory.tsx'
import { ItemWord } from './ItemWord.tsx'
import { useItemWords } from './item-words.ts'
import { itemLink } from './meta-link.ts'
import classes from './road.module.css'
import { TONES } from './tones.ts'
import { useKeepRoad } from './use-road.ts'

export function ItemRow({ item, shown, view }: { item: Item; shown: ItemView; view: RoadView }) {
  const { t } = useTranslation('road')
  const say = useFindingText()
  const words = useItemWords(item)
  const { row, isOpen, setOpen } = useOpening(item)
  return (
    <details
      ref={row}
      className={classes.item}
      data-item={item.id}
      data-state={shown.state}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <IconChevronRight size={16} className={classes.chevron} aria-hidden="true" />
        <span className={classes.itemTitle}>
          <Breakable text={words.title} />
          {item.need === 'advice' ? <span className={classes.quiet}> {t('item.advice')}</span> : null}
        </span>
        {shown.finding && shown.state !== 'done' ? <span className={classes.said}>{say(shown.finding)}</span> : null}
        <StateTag tone={TONES[shown.state]}>{t(`state.${shown.state}`)}</StateTag>
      </summary>
      {isOpen ? <ItemBody item={item} shown={shown} view={view} /> : null}
    </details>
  )
}

/** An item that the address names stands open and in sight. */
function useOpening({ id }: Item) {
  const isAsked = useRouterState({ select: ({ location: { hash } }) => hash === id })
  const [isOpen, setOpen] = useState(isAsked)
  const row = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isAsked) row.current?.scrollIntoView({ block: 'center' })
  }, [isAsked])
  return { row, isOpen, setOpen }
}

function ItemBody({ item, shown, view }: { item: Item; shown: ItemView; view: RoadView }) {
  const { t } = useTranslation('road')
  const words = useItemWords(item)
  const say = useFindingText()
  const format = useFormat()
  const now = useNow()
  return (
    <div className={classes.body}>
      <p>
        <strong>{t('item.why')}</strong> {words.why}
      </p>
      <p>
        <strong>{t('item.how')}</strong> {words.how}
      </p>
      {shown.finding ? (
        <p className={classes.quiet}>
          {say(shown.finding)} ({format.ago(shown.finding.at, now)})
        </p>
      ) : null}
      <div className={classes.row}>
        <ItemLink href={itemLink(item, view)} />
        {item.by === 'check' ? <Recheck item={item} view={view} /> : null}
        <ItemActions item={item} view={view} />
      </div>
      {item.by === 'hand' || shown.state === 'unknown' || shown.state === 'done' ? (
        <ItemWord item={item} shown={shown} view={view} />
      ) : null}
      {item.by === 'check' ? <ItemHistory item={item} ground={view.ground} /> : null}
    </div>
  )
}

function ItemLink({ href }: { href: string }) {
  const { t } = useTranslation('road')
  const { history } = useRouter()
  if (href.startsWith('/')) {
    const go = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      history.push(href + (href.startsWith('/road') ? location.search : ''))
    }
    return (
      <a href={href} onClick={go} className={classes.link}>
        {t('item.openHere')}
      </a>
    )
  }
  return (
    <a href={href} target="_blank" rel="noreferrer" className={classes.link}>
      {t('item.openMeta')} <IconExternalLink size={14} aria-hidden="true" />
    </a>
  )
}

function Recheck({ item, view }: { item: Item; view: RoadView }) {
  const { t } = useTranslation('road')
  const keep = useKeepRoad()
  const problemText = useProblemText()
  const run = useMutation({ mutationFn: () => api.post<RoadView>(`/road/${view.ground}/checks`, { items: [item.id] }), onSuccess: keep })
  return (
    <>
      <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
        {t('item.recheck')}
      </Button>
      {run.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(run.error)}
        </Notice>
      ) : null}
    </>
  )
}
