import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { MOST_BUTTONS } from '@recado/contract/template-draft/button-rules'
import { DRAFT_BUTTONS, type DraftButton, type TemplateDraft, variablesIn } from '@recado/contract/template-draft/draft'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './Builder.module.css'
import type { ProblemAt } from './use-problems.ts'

interface Props {
  draft: TemplateDraft
  change(part: Partial<TemplateDraft>): void
  problemAt: ProblemAt
}

const NEW: DraftButton = { kind: 'QUICK_REPLY', text: '', value: '', sample: '' }

export function ButtonsCard({ draft: { buttons }, change, problemAt }: Props) {
  const { t } = useTranslation('builder')
  const wrong = problemAt('buttons')
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
          onClick={() => change({ buttons: [...buttons, NEW] })}
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
                data={DRAFT_BUTTONS.map((value) => ({ value, label: t(`button.${value}`) }))}
                onChange={(event) => {
                  const kind = DRAFT_BUTTONS.find((known) => known === event.currentTarget.value)
                  if (kind) set(at, { kind, value: '', sample: '' })
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
            <ButtonFields button={button} at={at} set={(part) => set(at, part)} problemAt={problemAt} />
          </fieldset>
        ))}
      </Stack>
    </Card>
  )
}

interface FieldsProps {
  button: DraftButton
  at: number
  set(part: Partial<DraftButton>): void
  problemAt: ProblemAt
}

const VALUE_LABEL = { URL: 'field.url', PHONE_NUMBER: 'field.phone', COPY_CODE: 'field.coupon' } as const

function ButtonFields({ button: { kind, text, value, sample }, at, set, problemAt }: FieldsProps) {
  const { t } = useTranslation('builder')
  const number = at + 1
  return (
    <>
      {kind === 'COPY_CODE' ? null : (
        <TextInput
          label={t('field.buttonText', { number })}
          value={text}
          error={problemAt(`button.${at}.text`)}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      )}
      {kind === 'QUICK_REPLY' ? null : (
        <TextInput
          label={t(VALUE_LABEL[kind], { number })}
          {...(kind === 'URL' ? { description: t('field.urlHint', { variable: '{{1}}' }) } : {})}
          value={value}
          error={problemAt(`button.${at}.value`)}
          onChange={(event) => set({ value: event.currentTarget.value })}
        />
      )}
      {kind === 'URL' && variablesIn(value).length > 0 ? (
        <TextInput
          label={t('field.urlSample', { number })}
          value={sample}
          error={problemAt(`button.${at}.sample`)}
          onChange={(event) => set({ sample: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
