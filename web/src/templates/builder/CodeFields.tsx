import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { CODE_KINDS, type TemplateDraft } from '@recado/contract/template-draft/draft'
import { useTranslation } from 'react-i18next'
import { CodeApps } from './CodeApps.tsx'
import type { ProblemAt } from './use-problems.ts'

type Code = TemplateDraft['code']

interface Props {
  code: Code
  change(code: Code): void
  problemAt: ProblemAt
}

/** Meta writes a code's message itself; this is all that may be chosen. */
export function CodeFields({ code, change, problemAt }: Props) {
  const { t } = useTranslation('builder')
  const set = (part: Partial<Code>) => change({ ...code, ...part })
  return (
    <>
      <NativeSelect
        label={t('field.codeKind')}
        value={code.kind}
        data={CODE_KINDS.map((value) => ({ value, label: t(`codeKind.${value}`) }))}
        onChange={(event) => {
          const kind = CODE_KINDS.find((known) => known === event.currentTarget.value)
          if (!kind) return
          const needsApp = kind !== 'COPY_CODE' && code.apps.length === 0
          set({ kind, ...(needsApp ? { apps: [{ packageName: '', signatureHash: '' }] } : {}) })
        }}
      />
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
      {code.kind === 'COPY_CODE' ? null : <CodeApps code={code} set={set} problemAt={problemAt} />}
    </>
  )
}
