import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { CARDS } from '@recado/contract/template-draft/card-rules'
import {
  CARD_BUTTONS,
  type DraftButton,
  type DraftCard,
  NEW_BUTTON,
  PICTURE_FORMATS,
  type TemplateDraft,
} from '@recado/contract/template-draft/draft'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { BodyField } from './BodyField.tsx'
import classes from './Builder.module.css'
import { ButtonFields } from './ButtonFields.tsx'
import type { CardProps } from './card-props.ts'
import { SampleField } from './SampleField.tsx'
import type { ProblemAt } from './use-problems.ts'

/** Cards are built alike: what they show and which buttons they have is chosen once for all. */
export function CarouselCard({ draft, change, problemAt, wabaId }: CardProps & { wabaId: string }) {
  const { t } = useTranslation('builder')
  const { cards, cardFormat } = draft
  const wrong = problemAt('cards') ?? problemAt('card.0.buttons')
  const kinds = cards[0]?.buttons.map(({ kind }) => kind) ?? []
  const set = (at: number, part: Partial<DraftCard>) =>
    change({ cards: cards.map((card, index) => (index === at ? { ...card, ...part } : card)) })
  const setKind = (at: number, chosen: string) => {
    const kind = CARD_BUTTONS.find((known) => known === chosen)
    const buttonsOf = (buttons: readonly DraftButton[]) =>
      kind === undefined ? buttons.slice(0, at) : buttons.toSpliced(at, 1, { ...NEW_BUTTON, text: buttons[at]?.text ?? '', kind })
    change({ cards: cards.map((card) => ({ ...card, buttons: buttonsOf(card.buttons) })) })
  }
  const add = () =>
    change({ cards: [...cards, { file: null, body: '', samples: {}, buttons: kinds.map((kind) => ({ ...NEW_BUTTON, kind })) }] })
  const kindData = CARD_BUTTONS.map((value) => ({ value, label: t(`button.${value}`) }))
  return (
    <Card
      title={t('section.cards')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} stroke={2} />}
          disabled={cards.length >= CARDS.most}
          onClick={add}
        >
          {t('card.add')}
        </Button>
      }
    >
      <Stack>
        {wrong ? (
          <Notice tone="danger" role="status">
            {wrong}
          </Notice>
        ) : null}
        <div className={classes.pair}>
          <NativeSelect
            label={t('card.format')}
            value={cardFormat}
            data={PICTURE_FORMATS.map((value) => ({ value, label: t(`header.${value}`) }))}
            onChange={(event) => {
              const format = PICTURE_FORMATS.find((known) => known === event.currentTarget.value)
              if (format) change({ cardFormat: format, cards: cards.map((card) => ({ ...card, file: null })) })
            }}
          />
          <NativeSelect
            label={t('card.button', { number: 1 })}
            value={kinds[0] ?? ''}
            data={kindData}
            onChange={(event) => setKind(0, event.currentTarget.value)}
          />
          <NativeSelect
            label={t('card.button', { number: 2 })}
            value={kinds[1] ?? ''}
            data={[{ value: '', label: t('card.noButton') }, ...kindData]}
            onChange={(event) => setKind(1, event.currentTarget.value)}
          />
        </div>
        {cards.map((card, at) => (
          <OneCard
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have no other identity than their place
            key={at}
            at={at}
            card={card}
            draft={draft}
            wabaId={wabaId}
            problemAt={problemAt}
            set={(part) => set(at, part)}
            up={() => change({ cards: cards.toSpliced(at, 1).toSpliced(at - 1, 0, card) })}
            remove={cards.length > CARDS.least ? () => change({ cards: cards.toSpliced(at, 1) }) : null}
          />
        ))}
      </Stack>
    </Card>
  )
}

interface OneProps {
  at: number
  card: DraftCard
  draft: TemplateDraft
  wabaId: string
  problemAt: ProblemAt
  set(part: Partial<DraftCard>): void
  up(): void
  /** null while there are as few as Meta allows */
  remove: (() => void) | null
}

function OneCard({ at, card, draft, wabaId, problemAt, set, up, remove }: OneProps) {
  const { t } = useTranslation('builder')
  const number = at + 1
  return (
    <fieldset className={classes.button} aria-label={t('card.title', { number })}>
      <div className={classes.buttonHead}>
        <b>{t('card.title', { number })}</b>
        <ActionIcon variant="subtle" size={36} disabled={at === 0} onClick={up} aria-label={t('card.up', { number })}>
          <IconArrowUp size={18} stroke={2} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size={36}
          disabled={remove === null}
          onClick={() => remove?.()}
          aria-label={t('card.remove', { number })}
        >
          <IconTrash size={18} stroke={2} />
        </ActionIcon>
      </div>
      <SampleField
        key={draft.cardFormat}
        label={t('card.file', { number })}
        format={draft.cardFormat}
        wabaId={wabaId}
        file={card.file}
        error={problemAt(`card.${at}.file`)}
        change={(file) => set({ file })}
      />
      <BodyField
        label={t('card.body', { number })}
        rows={3}
        body={card.body}
        samples={card.samples}
        format={draft.parameterFormat}
        place={`card.${at}.body`}
        samplePlace={(name) => `card.${at}.sample.${name}`}
        problemAt={problemAt}
        change={set}
      />
      {card.buttons.map((button, index) => (
        <ButtonFields
          // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no other identity than their place
          key={index}
          button={button}
          number={index + 1}
          set={(part) => set({ buttons: card.buttons.map((one, place) => (place === index ? { ...one, ...part } : one)) })}
          place={(part) => `card.${at}.button.${index}.${part}`}
          problemAt={problemAt}
        />
      ))}
    </fieldset>
  )
}
