import { Button } from '@mantine/core'
import type { WebhookTest as Test } from '@recado/contract/deliveries'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import classes from './Deliveries.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

/** Whether Meta reaches us: its own call, and a delivery of every field that goes the whole way. Asked for, never on its own. */
export function WebhookTest({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const mayTry = useAbility('numbers.connect')
  const problemText = useMetaProblem()
  const run = useMutation({
    mutationFn: () => api.post<Test>(`/numbers/${number.id}/webhooks/test`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['numbers', number.id, 'deliveries'] }),
  })
  if (!mayTry) return null
  return (
    <Card
      title={t('test.title')}
      hint={t('test.hint')}
      flush
      actions={
        <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
          {t('test.button')}
        </Button>
      }
    >
      {run.error ? (
        <div className={classes.row}>
          <Notice tone="danger" role="alert">
            {problemText(run.error)}
          </Notice>
        </div>
      ) : null}
      {run.data ? (
        <Result test={run.data} />
      ) : (
        <div className={classes.row}>
          <p className={classes.quiet} role="status">
            {run.isPending ? t('test.running') : t('test.before')}
          </p>
        </div>
      )}
    </Card>
  )
}

const TONES = { processed: 'ok', stored: 'warn', refused: 'danger', unreachable: 'danger' } as const
const HANDSHAKE_TONES = { passed: 'ok', failed: 'danger', skipped: 'unknown' } as const

function Result({ test: { url, at, handshake, fields } }: { test: Test }) {
  const { t } = useTranslation('numberAssets')
  const format = useFormat()
  const good = fields.filter(({ state }) => state === 'processed').length
  return (
    <>
      <p className={classes.row} role="status">
        {t('test.summary', { good, count: fields.length, when: format.time(at) })} <span className={classes.quiet}>{url}</span>
      </p>
      <ul className={classes.rows} aria-label={t('test.title')}>
        <li className={classes.row}>
          <div className={classes.line}>
            <div className={classes.what}>
              <p>{t('test.handshake')}</p>
              <p className={classes.quiet}>
                {handshake.because === null ? (handshake.said ?? t('test.handshakeHint')) : t(`test.because.${handshake.because}`)}
              </p>
            </div>
            <StateTag tone={HANDSHAKE_TONES[handshake.state]}>{t(`test.handshakeState.${handshake.state}`)}</StateTag>
          </div>
        </li>
        {fields.map(({ field, state, status, cause, ms, isSubscribed }) => (
          <li className={classes.row} key={field}>
            <div className={classes.line}>
              <div className={classes.what}>
                <p className={classes.fields}>{field}</p>
                {ms === null && cause === null ? null : (
                  <p className={classes.quiet}>{cause ?? t('test.answered', { status: status ?? 0, count: ms ?? 0 })}</p>
                )}
              </div>
              {isSubscribed === false ? <StateTag tone="warn">{t('test.unsubscribed')}</StateTag> : null}
              <StateTag tone={TONES[state]}>{t(`test.state.${state}`)}</StateTag>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
