import { NativeSelect, TextInput } from '@mantine/core'
import { HEADER_FORMATS, type HeaderFormat, isFileFormat, PICTURE_FORMATS, variablesIn } from '@recado/contract/template-draft/draft'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import type { CardProps } from './card-props.ts'
import { SampleField } from './SampleField.tsx'

const FOR_OFFER: readonly HeaderFormat[] = ['NONE', ...PICTURE_FORMATS]

export function HeaderCard({ draft, change, problemAt, wabaId }: CardProps & { wabaId: string }) {
  const { t } = useTranslation('builder')
  const { header, layout } = draft
  const set = (part: Partial<typeof header>) => change({ header: { ...header, ...part } })
  const allowed = layout === 'OFFER' ? FOR_OFFER : HEADER_FORMATS
  const formats = allowed.includes(header.format) ? allowed : [header.format, ...allowed]
  return (
    <Card title={t('section.header')}>
      <Stack>
        <NativeSelect
          label={t('field.headerKind')}
          value={header.format}
          error={header.format === 'TEXT' ? undefined : problemAt('header')}
          data={formats.map((value) => ({ value, label: t(`header.${value}`) }))}
          onChange={(event) => {
            const format = HEADER_FORMATS.find((known) => known === event.currentTarget.value)
            if (format) set({ format, file: null })
          }}
        />
        {isFileFormat(header.format) ? (
          <SampleField
            key={header.format}
            label={t('field.headerFile')}
            format={header.format}
            wabaId={wabaId}
            file={header.file}
            error={problemAt('headerFile')}
            change={(file) => set({ file })}
          />
        ) : null}
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
