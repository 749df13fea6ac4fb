import { Button, NativeSelect } from '@mantine/core'
import type { TemplateAnalytics, TemplateFigures } from '@recado/contract/template-analytics'
import type { TemplateDetail } from '@recado/contract/template-life'
import { IconChartBar } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../i18n/format.ts'
import { useAbility } from '../../session/me.ts'
import { Card } from '../../ui/Card.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import classes from './AnalyticsCard.module.css'

const PERIODS = ['7', '30', '90'] as const

/** Meta counts late and roughly; asking it again within minutes tells nothing new. */
const STALE_MS = 10 * 60_000

export function AnalyticsCard({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const [days, setDays] = useState<string>('30')
  const { data, error, refetch } = useQuery({
    queryKey: ['template-analytics', template.id, days],
    queryFn: ({ signal }) => api.get<TemplateAnalytics>(`/templates/${template.id}/analytics`, { query: { days }, signal }),
    staleTime: STALE_MS,
    retry: false,
  })
  const period = data?.isEnabled ? (
    <NativeSelect
      size="xs"
      aria-label={t('figures.period')}
      value={days}
      data={PERIODS.map((value) => ({ value, label: t('figures.days', { count: Number(value) }) }))}
      onChange={(event) => setDays(event.currentTarget.value)}
    />
  ) : null
  return (
    <Card title={t('figures.title')} hint={t('figures.hint')} actions={period}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading>
          <BoneRows rows={2} />
        </Loading>
      ) : null}
      {data && !data.isEnabled ? <SwitchOn template={template} /> : null}
      {data?.figures ? <Figures figures={data.figures} currency={data.currency} /> : null}
    </Card>
  )
}

/** Off until somebody who knows that it stays on says so. */
function SwitchOn({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const client = useQueryClient()
  const mayCreate = useAbility('templates.create')
  const [asking, setAsking] = useState(false)
  const enable = useMutation({
    mutationFn: () => api.post(`/templates/${template.id}/insights`, { forGood: true }),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: ['template-analytics'] })
    },
  })
  const button = mayCreate ? (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t('figures.enable')}
    </Button>
  ) : null
  return (
    <>
      <Empty icon={IconChartBar} title={t('figures.off')} actions={button}>
        {t('figures.offWhy')}
      </Empty>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('figures.enableTitle')}
        confirm={t('figures.enableConfirm')}
        busy={enable.isPending}
        error={enable.error}
        run={() => enable.mutate()}
      >
        <p>{t('figures.enableBody', { account: template.wabaId })}</p>
      </ConfirmDialog>
    </>
  )
}

function Figures({ figures, currency }: { figures: TemplateFigures; currency: string | null }) {
  const { t, i18n } = useTranslation('templateLife')
  const format = useFormat()
  const { days, clicks, spent } = figures
  if (days.length === 0) return <p className={classes.quiet}>{t('figures.nothing')}</p>
  const sum = (of: 'sent' | 'delivered' | 'read') => days.reduce((all, day) => all + day[of], 0)
  const [sent, delivered, read] = [sum('sent'), sum('delivered'), sum('read')]
  const part = (of: number, whole: number) =>
    whole === 0 ? null : new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }).format(of / whole)
  const money =
    spent === null
      ? null
      : currency === null
        ? format.number(spent)
        : new Intl.NumberFormat(i18n.language, { style: 'currency', currency }).format(spent)
  const most = Math.max(...days.map((day) => day.sent), 1)
  const figure = (name: 'sent' | 'delivered' | 'read' | 'clicked' | 'spent', value: string, note: string | null) => (
    <div className={classes.figure}>
      <dt>{t(`figures.${name}`)}</dt>
      <dd>
        {value} {note ? <span className={classes.note}>{note}</span> : null}
      </dd>
    </div>
  )
  return (
    <div className={classes.all}>
      <dl className={classes.figures}>
        {figure('sent', format.number(sent), null)}
        {figure('delivered', format.number(delivered), part(delivered, sent))}
        {figure('read', format.number(read), part(read, delivered))}
        {figure('clicked', format.number(clicks.reduce((all, { count }) => all + count, 0)), null)}
        {figure('spent', money ?? t('figures.untold'), null)}
      </dl>
      <ol className={classes.days} aria-label={t('figures.byDay')}>
        {days.map((day) => (
          <li key={day.day}>
            <span className={classes.day}>{format.day(`${day.day}T12:00:00Z`)}</span>
            <span className={classes.bar} style={{ width: `${(day.sent / most) * 100}%` }} aria-hidden="true" />
            <span className={classes.count}>{t('figures.ofDay', { sent: day.sent, delivered: day.delivered, read: day.read })}</span>
          </li>
        ))}
      </ol>
      {clicks.length > 0 ? (
        <ul className={classes.clicks} aria-label={t('figures.clicked')}>
          {clicks.map(({ kind, text, count }) => (
            <li key={`${kind} ${text}`}>
              {text || kind}: {format.number(count)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
