import { Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setAlerts, useAlertSettings } from '../inbox/alert-settings.ts'
import { canPush, startPush, stopPush } from '../inbox/push.ts'

/** Being called on this device while Recado is closed. */
export function PushSwitch() {
  const { t } = useTranslation('settings')
  const { push } = useAlertSettings()
  const change = useMutation({
    mutationFn: async (on: boolean) => {
      const isAllowed = on ? await startPush() : await stopPush().then(() => true)
      setAlerts({ push: on && isAllowed })
      return isAllowed
    },
  })
  const problem = change.isError ? t('alerts.pushFailed') : change.data === false ? t('alerts.denied') : null
  return (
    <Switch
      label={t('alerts.push')}
      description={t(canPush ? 'alerts.pushHint' : 'alerts.pushUnsupported')}
      error={problem}
      disabled={!canPush || change.isPending}
      checked={change.isPending ? change.variables : push}
      onChange={(event) => change.mutate(event.currentTarget.checked)}
    />
  )
}
