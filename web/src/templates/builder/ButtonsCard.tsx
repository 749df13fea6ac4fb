import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { MOST_BUTTONS } from '@recado/contract/template-draft/button-rules'
import { DRAFT_BUTTONS, type DraftButton, type DraftButtonKind, NEW_BUTTON } from '@recado/contract/template-draft/draft'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './Builder.module.css'
import { ButtonFields } from './ButtonFields.tsx'
import type { CardProps } from './card-props.ts'

/** An offer has a code to copy and an address, nothing else. */
const FOR_OFFER: readonly DraftButtonKind[] = ['COPY_CODE', 'URL']
/** What stands on them where Meta's own examples leave no choice. */
const USUAL_TEXT: Partial<Record<DraftButtonKind, string>> = { CATALOG: 'View catalog', MPM: 'View items', ORDER_DETAILS: 'Copy Pix code' }

export function ButtonsCard({ draft: { buttons, layout }, change, problemAt }: CardProps) {
  const { t } = useTranslation('builder')
  const wrong = problemAt('buttons')
  const kinds = layout === 'OFFER' ? FOR_OFFER : DRAFT_BUTTONS
  const set = (at: number, part: Partial<DraftButton>) =>
    change({ buttons: buttons.map((button, index) => (index === at ? { ...button, ...part } : button)) })
  const up = (at: number) => change({ buttons: buttons.toSpliced(at, 1).toSpliced(at - 1, 0, ...buttons.slice(at, at + 1)) })
  return (
    <Card
      title={t('section.buttons')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} stroke={2} />}
          disabled={buttons.length >= MOST_BUTTONS}
          onClick={() => change({ buttons: [...buttons, layout === 'OFFER' ? { ...NEW_BUTTON, kind: 'URL' } : NEW_BUTTON] })}
        >
          {t('field.addButton')}
        </Button>
      }
    >
      <Stack>
        {wrong ? (
          <Notice tone="danger" role="status">
            {wrong}
          </Notice>
        ) : null}
        {buttons.map((button, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: buttons have no other identity than their place
          <fieldset className={classes.button} key={at} aria-label={t('field.buttonKind', { number: at + 1 })}>
            <div className={classes.buttonHead}>
              <NativeSelect
                aria-label={t('field.buttonKind', { number: at + 1 })}
                value={button.kind}
                data={(kinds.includes(button.kind) ? kinds : [button.kind, ...kinds]).map((value) => ({
                  value,
                  label: t(`button.${value}`),
                }))}
                onChange={(event) => {
                  const kind = DRAFT_BUTTONS.find((known) => known === event.currentTarget.value)
                  if (kind) set(at, { kind, text: USUAL_TEXT[kind] ?? button.text, value: '', sample: '' })
                }}
              />
              <ActionIcon
                variant="subtle"
                size={36}
                disabled={at === 0}
                onClick={() => up(at)}
                aria-label={t('field.up', { number: at + 1 })}
              >
                <IconArrowUp size={18} stroke={2} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={36}
                onClick={() => change({ buttons: buttons.toSpliced(at, 1) })}
                aria-label={t('field.remove', { number: at + 1 })}
              >
                <IconTrash size={18} stroke={2} />
              </ActionIcon>
            </div>
            <ButtonFields
              button={button}
              number={at + 1}
              set={(part) => set(at, part)}
              place={(part) => `button.${at}.${part}`}
              problemAt={problemAt}
            />
          </fieldset>
        ))}
      </Stack>
    </Card>
  )
}
