import type { InteractiveContent } from '@recado/contract/send/interactive'
import { LIMITS } from '@recado/contract/send/limits'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import { FormFrame } from './FormFrame.tsx'
import type { FormProps } from './form.ts'

type Asked = 'askLocation' | 'askContact' | 'askCall'

const ASKING: Readonly<Record<Asked, (text: string) => InteractiveContent>> = {
  askLocation: (text) => ({ type: 'location_request_message', body: { text }, action: { name: 'send_location' } }),
  askContact: (text) => ({ type: 'request_contact_info', body: { text }, action: { name: 'request_contact_info' } }),
  askCall: (text) => ({ type: 'call_permission_request', body: { text }, action: { name: 'call_permission_request' } }),
}

/** Words and one button of WhatsApp's own: share the place, the phone number, or allow calls. */
function AskForm({ what, ...props }: FormProps & { what: Asked }) {
  const { t } = useTranslation('compose')
  const [text, setText] = useState<string>(() => t(`${what}.text`))
  return (
    <FormFrame
      {...props}
      draft={{ type: 'interactive', interactive: ASKING[what](text.trim()) }}
      text={text.trim()}
      missing={text.trim() === '' ? [t('body')] : []}
    >
      <Field label={t('body')} hint={t(`${what}.hint`)} value={text} change={setText} max={LIMITS.body} rows={3} isFirst />
    </FormFrame>
  )
}

export const AskLocationForm = (props: FormProps) => <AskForm {...props} what="askLocation" />
export const AskContactForm = (props: FormProps) => <AskForm {...props} what="askContact" />
export const AskCallForm = (props: FormProps) => <AskForm {...props} what="askCall" />
