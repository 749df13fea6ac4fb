import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import { BodyField } from './BodyField.tsx'
import type { CardProps } from './card-props.ts'

/** @param props.isEditing how variables are named was settled when it was created */
export function BodyCard({ draft, change, problemAt, isEditing }: CardProps & { isEditing: boolean }) {
  const { t } = useTranslation('builder')
  const { body, samples, parameterFormat } = draft
  return (
    <Card title={t('section.body')}>
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
        <BodyField
          label={t('field.body')}
          rows={6}
          body={body}
          samples={samples}
          format={parameterFormat}
          place="body"
          samplePlace={(name) => `sample.${name}`}
          problemAt={problemAt}
          change={change}
        />
      </Stack>
    </Card>
  )
}

export function FooterCard({ draft, change, problemAt }: CardProps) {
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

export function OfferCard({ draft: { offer }, change, problemAt }: CardProps) {
  const { t } = useTranslation('builder')
  return (
    <Card title={t('section.offer')}>
      <Stack>
        <TextInput
          label={t('field.offer')}
          value={offer.text}
          error={problemAt('offer')}
          onChange={(event) => change({ offer: { ...offer, text: event.currentTarget.value } })}
        />
        <Checkbox
          label={t('field.offerEnds')}
          checked={offer.expires}
          onChange={(event) => change({ offer: { ...offer, expires: event.currentTarget.checked } })}
        />
      </Stack>
    </Card>
  )
}
