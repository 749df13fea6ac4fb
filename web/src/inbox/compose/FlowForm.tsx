import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../ids.ts'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import { type FormProps, headerPart } from './form.ts'

export default function FlowForm(props: FormProps) {
  const { t } = useTranslation('compose')
  const [body, setBody] = useState('')
  const [label, setLabel] = useState('')
  const [flowId, setFlowId] = useState('')
  const [screen, setScreen] = useState('')
  const [header, setHeader] = useState('')
  const [token] = useState(newUuid) // tells this form's answer from others
  const missing = [
    body.trim() === '' ? t('body') : null,
    label.trim() === '' ? t('flow.label') : null,
    flowId.trim() === '' ? t('flow.id') : null,
  ].filter((name) => name !== null)
  return (
    <FormFrame
      {...props}
      draft={{
        type: 'interactive',
        interactive: {
          type: 'flow',
          ...headerPart(header),
          body: { text: body.trim() },
          action: {
            name: 'flow',
            parameters: {
              flow_message_version: '3',
              flow_token: token,
              flow_id: flowId.trim(),
              flow_cta: label.trim(),
              ...(screen.trim() !== '' && { flow_action: 'navigate', flow_action_payload: { screen: screen.trim() } }),
            },
          },
        },
      }}
      text={body.trim()}
      missing={missing}
    >
      <Field label={t('body')} value={body} change={setBody} max={LIMITS.body} rows={3} isFirst />
      <Field label={t('flow.label')} value={label} change={setLabel} max={LIMITS.flowCta} />
      <Field label={t('flow.id')} hint={t('flow.idHint')} value={flowId} change={setFlowId} max={64} />
      <Field label={t('flow.screen')} hint={t('flow.screenHint')} value={screen} change={setScreen} max={200} isOptional />
      <Field label={t('header')} value={header} change={setHeader} max={LIMITS.headerText} isOptional />
    </FormFrame>
  )
}
