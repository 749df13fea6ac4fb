import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FormProps } from './form.ts'
import { FORMS, type FormName } from './forms.ts'

interface Props extends FormProps {
  form: FormName
  close(): void
}

/** Comes on screen when its form is there: its first field takes the focus, and nothing grows under the pointer. */
export default function ComposeDialog({ form, close, ...props }: Props) {
  const { t } = useTranslation('compose')
  const { Form } = FORMS[form]
  const isNarrow = matchMedia('(max-width: 759px)').matches
  return (
    <Modal
      opened
      onClose={close}
      title={t(`form.${form}`)}
      size={880}
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form {...props} />
    </Modal>
  )
}
