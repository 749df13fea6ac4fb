import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox, TextInput } from '@mantine/core'
import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { useTranslation } from 'react-i18next'
import { Card, Stack } from '../../ui/Card.tsx'
import type { ProblemAt } from './use-problems.ts'

interface Props {
  draft: TemplateDraft
  change(part: Partial<TemplateDraft>): void
  problemAt: ProblemAt
}

/** Meta writes a code's message itself; this is all that may be chosen. */
export function CodeCard({ draft: { code }, change, problemAt }: Props) {
  const { t } = useTranslation('builder')
  const set = (part: Partial<typeof code>) => change({ code: { ...code, ...part } })
  return (
    <Card title={t('section.code')}>
      <Stack>
        <Checkbox
          label={t('field.recommendation')}
          checked={code.recommendation}
          onChange={(event) => set({ recommendation: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('field.expires')}
          checked={code.expirationMinutes !== null}
          onChange={(event) => set({ expirationMinutes: event.currentTarget.checked ? 10 : null })}
        />
        {code.expirationMinutes === null ? null : (
          <TextInput
            label={t('field.minutes')}
            inputMode="numeric"
            value={String(code.expirationMinutes)}
            error={problemAt('expiration')}
            onChange={(event) => set({ expirationMinutes: Number(event.currentTarget.value.replace(/\D/g, '').slice(0, 4)) })}
          />
        )}
        <TextInput
          label={t('field.codeButton')}
          value={code.button}
          error={problemAt('codeButton')}
          onChange={(event) => set({ button: event.currentTarget.value })}
        />
      </Stack>
    </Card>
  )
}
