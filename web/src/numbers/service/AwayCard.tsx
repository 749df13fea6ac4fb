import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Button, Switch, Textarea } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../../session/me.ts'
import { SavedLine } from '../../settings/SavedLine.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { Card, Stack } from '../../ui/Card.tsx'
import classes from './Service.module.css'
import { useSaveSettings } from './use-settings.ts'

const LONGEST = 4096

/** What a customer is told at once while nobody is there. */
export function AwayCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberService')
  const mayChange = useAbility('numbers.connect')
  const saving = useSaving(useSaveSettings(number.id))
  const [isOn, setOn] = useState(number.awayText !== null)
  const [text, setText] = useState(number.awayText ?? t('away.sample'))
  const wanted = isOn ? text.trim() : null
  return (
    <Card title={t('away.title')} hint={t('away.hint')}>
      <Stack>
        <Switch
          label={t('away.send')}
          description={number.hours === null ? t('away.needsHours') : null}
          checked={isOn}
          disabled={!mayChange}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        {isOn ? (
          <Textarea
            label={t('away.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={LONGEST}
            minRows={3}
            autosize
            readOnly={!mayChange}
          />
        ) : null}
      </Stack>
      {mayChange ? (
        <div className={classes.save}>
          <SavedLine said={saving.said} failed={saving.failed} />
          <Button
            onClick={() => saving.save({ awayText: wanted })}
            loading={saving.busy}
            disabled={wanted === number.awayText || wanted === ''}
          >
            {t('save')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
