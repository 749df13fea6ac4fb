import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import { CodeFields } from './CodeFields.tsx'
import type { CardProps } from './card-props.ts'

export function CodeCard({ draft, change, problemAt }: CardProps) {
  const { t } = useTranslation('builder')
  return (
    <Card title={t('section.code')}>
      <Stack>
        <CodeFields code={draft.code} change={(code) => change({ code })} problemAt={problemAt} />
      </Stack>
    </Card>
  )
}
