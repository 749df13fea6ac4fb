import '@mantine/core/styles/Switch.layer.css'
import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setAlerts, useAlertSettings } from '../inbox/alert-settings.ts'
import { chime } from '../inbox/chime.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { PushSwitch } from './PushSwitch.tsx'

const isPossible = 'Notification' in globalThis

/** What calls somebody back to the inbox, in this browser. */
export function AlertsCard() {
  const { t } = useTranslation('settings')
  const settings = useAlertSettings()
  const [isDenied, setDenied] = useState(isPossible && Notification.permission === 'denied')
  const changeNotify = async (notify: boolean) => {
    const isAllowed = !notify || (await Notification.requestPermission()) === 'granted'
    setDenied(!isAllowed)
    setAlerts({ notify: notify && isAllowed })
  }
  return (
    <Card title={t('alerts.title')} hint={t('alerts.hint')}>
      <Stack>
        <Switch
          label={t('alerts.notify')}
          description={t(isPossible ? 'alerts.notifyHint' : 'alerts.unsupported')}
          error={isDenied ? t('alerts.denied') : null}
          disabled={!isPossible}
          checked={settings.notify && !isDenied}
          onChange={(event) => void changeNotify(event.currentTarget.checked)}
        />
        <PushSwitch />
        <Switch
          label={t('alerts.sound')}
          checked={settings.sound}
          onChange={(event) => {
            setAlerts({ sound: event.currentTarget.checked })
            if (event.currentTarget.checked) chime()
          }}
        />
      </Stack>
    </Card>
  )
}
