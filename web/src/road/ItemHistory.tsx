import { Button } from '@mantine/core'
import type { Ground } from '@recado/contract/road'
import type { Item } from '@recado/contract/road-items'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { StateTag } from '../ui/Notice.tsx'
import { useFindingText } from './finding-text.ts'
import { historyQuery } from './queries.ts'
import classes from './road.module.css'
import { TONES } from './tones.ts'

export function ItemHistory({ item, ground }: { item: Item; ground: Ground }) {
  const { t } = useTranslation('road')
  const [isShown, setShown] = useState(false)
  return (
    <div>
      <Button size="compact-xs" variant="subtle" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t('item.history')}
      </Button>
      {isShown ? <Changes item={item} ground={ground} /> : null}
    </div>
  )
}

function Changes({ item, ground }: { item: Item; ground: Ground }) {
  const { t } = useTranslation('road')
  const say = useFindingText()
  const format = useFormat()
  const history = useQuery(historyQuery(ground, item.id))
  if (history.data?.length === 0) return <p className={classes.quiet}>{t('item.noHistory')}</p>
  return (
    <ul className={classes.history}>
      {history.data?.map((line) => (
        <li key={line.at + line.code}>
          <span className={classes.quiet}>{format.dateTime(line.at)}</span>
          <StateTag tone={TONES[line.state]}>{t(`state.${line.state}`)}</StateTag>
          <span>{say(line)}</span>
        </li>
      ))}
    </ul>
  )
}
