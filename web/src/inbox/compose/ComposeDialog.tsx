import { Loader, Modal } from '@mantine/core'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormProps } from './form.ts'
import { FORMS, type FormName } from './forms.ts'

interface Props extends FormProps {
  form: FormName
  close(): void
}

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
      <Suspense fallback={<Loader size="sm" m="md" />}>
        <Form {...props} />
      </Suspense>
    </Modal>
  )
}
