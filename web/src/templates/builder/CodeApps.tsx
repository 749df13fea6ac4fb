import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { MOST_APPS } from '@recado/contract/template-draft/code-rules'
import type { CodeApp, TemplateDraft } from '@recado/contract/template-draft/draft'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import classes from './Builder.module.css'
import type { ProblemAt } from './use-problems.ts'

type Code = TemplateDraft['code']

interface Props {
  code: Code
  set(part: Partial<Code>): void
  problemAt: ProblemAt
}

/** The Android apps that may read the code, and what else Meta wants to know before they do. */
export function CodeApps({ code: { kind, apps, autofill, termsAccepted }, set, problemAt }: Props) {
  const { t } = useTranslation('builder')
  const setApp = (at: number, part: Partial<CodeApp>) => set({ apps: apps.map((app, index) => (index === at ? { ...app, ...part } : app)) })
  const wrong = problemAt('apps')
  return (
    <>
      <TextInput
        label={t('field.autofill')}
        value={autofill}
        error={problemAt('autofill')}
        onChange={(event) => set({ autofill: event.currentTarget.value })}
      />
      {wrong ? (
        <Notice tone="danger" role="status">
          {wrong}
        </Notice>
      ) : null}
      {apps.map((app, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: apps are told apart by their place while they are written
        <fieldset className={classes.button} key={at} aria-label={t('app.title', { number: at + 1 })}>
          <div className={classes.buttonHead}>
            <b>{t('app.title', { number: at + 1 })}</b>
            <ActionIcon
              variant="subtle"
              size={36}
              onClick={() => set({ apps: apps.toSpliced(at, 1) })}
              aria-label={t('app.remove', { number: at + 1 })}
            >
              <IconTrash size={18} stroke={2} />
            </ActionIcon>
          </div>
          <TextInput
            label={t('app.package', { number: at + 1 })}
            placeholder="com.example.app"
            autoComplete="off"
            spellCheck={false}
            value={app.packageName}
            error={problemAt(`app.${at}.package`)}
            onChange={(event) => setApp(at, { packageName: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={t('app.hash', { number: at + 1 })}
            autoComplete="off"
            spellCheck={false}
            value={app.signatureHash}
            error={problemAt(`app.${at}.hash`)}
            onChange={(event) => setApp(at, { signatureHash: event.currentTarget.value.trim() })}
          />
        </fieldset>
      ))}
      <Button
        className={classes.insert ?? ''}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={16} stroke={2} />}
        disabled={apps.length >= MOST_APPS}
        onClick={() => set({ apps: [...apps, { packageName: '', signatureHash: '' }] })}
      >
        {t('app.add')}
      </Button>
      {kind === 'ZERO_TAP' ? (
        <Checkbox
          label={t('field.terms')}
          checked={termsAccepted}
          error={problemAt('terms')}
          onChange={(event) => set({ termsAccepted: event.currentTarget.checked })}
        />
      ) : null}
    </>
  )
}
