import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { HEADER_FORMATS, type TemplateDraft, variablesIn } from '@recado/contract/template-draft/draft'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import type { ProblemAt } from './use-problems.ts'

interface Props {
  draft: TemplateDraft
  change(part: Partial<TemplateDraft>): void
  problemAt: ProblemAt
  /** How variables are named was settled when it was created. */
  isEditing: boolean
}

export function HeaderCard({ draft, change, problemAt }: Omit<Props, 'isEditing'>) {
  const { t } = useTranslation('builder')
  const { header } = draft
  const set = (part: Partial<typeof header>) => change({ header: { ...header, ...part } })
  return (
    <Card title={t('section.header')}>
      <Stack>
        <NativeSelect
          label={t('field.headerKind')}
          value={header.format}
          data={HEADER_FORMATS.map((value) => ({ value, label: t(`header.${value}`) }))}
          onChange={(event) => {
            const format = HEADER_FORMATS.find((known) => known === event.currentTarget.value)
            if (format) set({ format })
          }}
        />
        {header.format === 'TEXT' ? (
          <TextInput
            label={t('field.headerText')}
            value={header.text}
            error={problemAt('header')}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
        ) : null}
        {header.format === 'TEXT' && variablesIn(header.text).length > 0 ? (
          <TextInput
            label={t('field.headerSample')}
            value={header.sample}
            error={problemAt('headerSample')}
            onChange={(event) => set({ sample: event.currentTarget.value })}
          />
        ) : null}
      </Stack>
    </Card>
  )
}

export function BodyCard({ draft, change, problemAt, isEditing }: Props) {
  const { t } = useTranslation('builder')
  const area = useRef<HTMLTextAreaElement>(null)
  const { body, samples, parameterFormat } = draft

  const insert = () => {
    const name = freeName(variablesIn(body), parameterFormat, t('variable'))
    const [from, to] = [area.current?.selectionStart ?? body.length, area.current?.selectionEnd ?? body.length]
    change({ body: `${body.slice(0, from)}{{${name}}}${body.slice(to)}` })
    const end = from + name.length + 4
    requestAnimationFrame(() => {
      area.current?.focus()
      // A made-up name is selected, so that the real one can be typed over it.
      area.current?.setSelectionRange(parameterFormat === 'NAMED' ? from + 2 : end, parameterFormat === 'NAMED' ? end - 2 : end)
    })
  }
  return (
    <Card
      title={t('section.body')}
      actions={
        <Button variant="default" size="xs" leftSection={<IconBraces size={16} stroke={2} />} onClick={insert}>
          {t('field.addVariable')}
        </Button>
      }
    >
      <Stack>
        <NativeSelect
          label={t('field.format')}
          value={parameterFormat}
          disabled={isEditing}
          data={[
            { value: 'NAMED', label: t('format.NAMED', { example: `{{${t('variable')}}}` }) },
            { value: 'POSITIONAL', label: t('format.POSITIONAL', { example: '{{1}}' }) },
          ]}
          onChange={(event) => change({ parameterFormat: event.currentTarget.value === 'NAMED' ? 'NAMED' : 'POSITIONAL' })}
        />
        <Textarea
          ref={area}
          label={t('field.body')}
          rows={6}
          value={body}
          error={problemAt('body')}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        {variablesIn(body).map((name) => (
          <TextInput
            key={name}
            label={t('field.sample', { name: `{{${name}}}` })}
            value={samples[name] ?? ''}
            error={problemAt(`sample.${name}`)}
            onChange={(event) => change({ samples: { ...samples, [name]: event.currentTarget.value } })}
          />
        ))}
      </Stack>
    </Card>
  )
}

/** The next number, or a name that is not taken. */
function freeName(taken: readonly string[], format: TemplateDraft['parameterFormat'], word: string): string {
  if (format === 'POSITIONAL') return `${taken.length + 1}`
  for (let n = 1; ; n++) {
    const name = n === 1 ? word : `${word}_${n}`
    if (!taken.includes(name)) return name
  }
}

export function FooterCard({ draft, change, problemAt }: Omit<Props, 'isEditing'>) {
  const { t } = useTranslation('builder')
  return (
    <Card title={t('section.footer')}>
      <TextInput
        label={t('field.footer')}
        value={draft.footer}
        error={problemAt('footer')}
        onChange={(event) => change({ footer: event.currentTarget.value })}
      />
    </Card>
  )
}
