import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { phoneApi, type SandboxTemplate, type TemplateDecision } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useChange } from './use-change.ts'
import { keys } from './use-sandbox.ts'

const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const

/** Meta's side of a template's life: what people complain about, and what Meta makes of it. */
export function TemplateDecisions({ wabaId }: { wabaId: string }) {
  const { t } = useTranslation('sandbox')
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.dashboard} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('templates.title')}</summary>
      <p className={classes.hint}>{t('templates.hint')}</p>
      {isOpen ? <Choice wabaId={wabaId} /> : null}
    </details>
  )
}

function Choice({ wabaId }: { wabaId: string }) {
  const { t } = useTranslation('sandbox')
  const { data } = useQuery({ queryKey: keys.templates(wabaId), queryFn: () => phoneApi.templates(wabaId) })
  const [chosen, choose] = useState<string | null>(null)
  if (!data) return null
  const template = data.items.find(({ id }) => id === chosen) ?? data.items[0]
  if (!template) return <p className={classes.hint}>{t('templates.none')}</p>
  return (
    <div className={classes.switches}>
      <NativeSelect
        label={t('templates.which')}
        value={template.id}
        onChange={(event) => choose(event.currentTarget.value)}
        data={data.items.map(({ id, name, language }) => ({ value: id, label: `${name} · ${language}` }))}
      />
      <Decisions key={template.id} wabaId={wabaId} template={template} />
    </div>
  )
}

function Decisions({ wabaId, template }: { wabaId: string; template: SandboxTemplate }) {
  const { t } = useTranslation('sandbox')
  const change = useChange(keys.templates(wabaId), keys.deliveries(wabaId))
  const [category, setCategory] = useState(template.category)
  const decide = (decision: TemplateDecision) => change({ work: () => phoneApi.decideTemplate(wabaId, template.id, decision) })
  const isOther = category !== template.category
  return (
    <>
      <NativeSelect
        label={t('templates.quality')}
        value={template.quality}
        onChange={(event) => decide({ act: 'rate', quality: event.currentTarget.value })}
        data={QUALITIES.map((value) => ({ value, label: t(`templates.qualities.${value}`) }))}
      />
      <div className={classes.decisions}>
        {template.status === 'PAUSED' ? (
          <Button variant="default" size="xs" onClick={() => decide({ act: 'unpause' })}>
            {t('templates.unpause')}
          </Button>
        ) : (
          <Button variant="default" size="xs" disabled={template.status !== 'APPROVED'} onClick={() => decide({ act: 'pause' })}>
            {t('templates.pause')}
          </Button>
        )}
        <Button variant="default" size="xs" disabled={template.status === 'DISABLED'} onClick={() => decide({ act: 'disable' })}>
          {t('templates.disable')}
        </Button>
      </div>
      <NativeSelect
        label={t('templates.category')}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value)}
        data={CATEGORIES.map((value) => ({ value, label: t(`templates.categories.${value}`) }))}
      />
      <div className={classes.decisions}>
        <Button variant="default" size="xs" disabled={!isOther} onClick={() => decide({ act: 'announceCategory', category })}>
          {t('templates.announceCategory')}
        </Button>
        <Button variant="default" size="xs" disabled={!isOther} onClick={() => decide({ act: 'moveCategory', category })}>
          {t('templates.moveCategory')}
        </Button>
      </div>
    </>
  )
}
