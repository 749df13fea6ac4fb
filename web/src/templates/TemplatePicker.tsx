import { Button, Modal } from '@mantine/core'
import type { TemplateContent } from '@recado/contract/messages'
import type { NumberView, TemplateView } from '@recado/contract/numbers'
import { fieldProblem } from '@recado/contract/template-send/field'
import { fillTemplate } from '@recado/contract/template-send/fill'
import { templatePicture } from '@recado/contract/template-send/picture'
import { IconArrowLeft, IconCheck, IconChevronRight, IconMessage2Code, IconRefresh, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { PreviewStage } from './PreviewStage.tsx'
import { SyncButton } from './SyncButton.tsx'
import { TemplateChooser } from './TemplateChooser.tsx'
import { TemplateFields } from './TemplateFields.tsx'
import classes from './TemplatePicker.module.css'
import { categoryWord } from './template-words.ts'
import { useTemplateForm } from './use-template-form.ts'
import { templatesQuery } from './use-templates.ts'

interface Props {
  opened: boolean
  close(): void
  /** To whom, as the title and the preview say it. */
  recipient: string
  /** Their name, where it is one and not a phone number. */
  contactName: string | null
  /** Whose files may be chosen; null where the person is new. */
  contactId?: string
  conversationId?: string
  number: NumberView
  /** @param text what the customer will read */
  send(content: TemplateContent, text: string): Promise<void>
}

export function TemplatePicker(props: Props) {
  const { opened, close, recipient } = props
  const { t } = useTranslation('templates')
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      size={1040}
      centered
      classNames={{ content: classes.content ?? '', body: classes.modalBody ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('picker.title', { name: recipient })}>
        <Modal.Body>
          <Steps {...props} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Steps({ close, recipient, contactName, contactId, conversationId, number, send }: Props) {
  const { t } = useTranslation('templates')
  const problemText = useProblemText()
  const { data: templates, error, refetch } = useQuery(templatesQuery(number.wabaId))
  const [step, setStep] = useState<'choose' | 'fill'>('choose')
  const [sending, setSending] = useState<{ problem: unknown } | 'now' | null>(null)
  const isBusy = useRef(false)
  const form = useTemplateForm(contactName)
  const { chosen, fields, values } = form
  const missing = fields.filter((field) => fieldProblem(field, values[field.id] ?? '') !== null).length

  const submit = async () => {
    if (!chosen || missing > 0 || isBusy.current) return
    isBusy.current = true // at once: a second key press may come before the next render
    setSending('now')
    try {
      await send(fillTemplate(chosen, values), plainBody(chosen, values))
      close()
    } catch (problem) {
      isBusy.current = false
      setSending({ problem })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl and Enter send from anywhere inside
    <div className={classes.dialog} data-step={step} onKeyDown={onKeyDown}>
      <header className={classes.header}>
        <h2 className={classes.title}>{t('picker.title', { name: recipient })}</h2>
        <StepMarks step={step} />
        <Modal.CloseButton aria-label={t('picker.close')} />
      </header>
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!templates && !error ? (
        <div className={classes.columns}>
          <Loading>
            <BoneRows rows={5} />
          </Loading>
        </div>
      ) : null}
      {templates?.length === 0 ? (
        <Empty icon={IconMessage2Code} title={t('picker.none')} actions={<SyncButton wabaId={number.wabaId} />}>
          {t('picker.noneWhy')}
        </Empty>
      ) : null}
      {templates && templates.length > 0 ? (
        <div className={classes.columns}>
          <div className={classes.choose}>
            <TemplateChooser templates={templates} chosen={chosen} choose={form.choose} confirm={() => setStep('fill')} />
          </div>
          <div className={classes.fill}>
            {chosen ? (
              <TemplateFields
                key={`${chosen.id} ${step}`}
                form={form}
                contactId={contactId ?? null}
                conversationId={conversationId ?? null}
                focusFirst={step === 'fill'}
                submit={() => void submit()}
              />
            ) : (
              <p className={classes.hint}>{t('picker.chooseFirst')}</p>
            )}
          </div>
          <div className={classes.preview}>
            {chosen ? (
              <PreviewStage template={chosen} values={values} files={form.files} title={t('preview.title', { name: recipient })} />
            ) : null}
          </div>
        </div>
      ) : null}
      <footer className={classes.footer}>
        <span className={classes.about}>
          {chosen ? `${t(`category.${categoryWord(chosen.category)}`)} · ` : null}
          {t('picker.from', { number: number.verifiedName ?? number.displayPhoneNumber })}
        </span>
        {sending !== null && sending !== 'now' ? (
          <span className={classes.problem} role="alert">
            {problemText(sending.problem)}
          </span>
        ) : null}
        <Button variant="subtle" className={classes.back ?? ''} leftSection={<IconArrowLeft size={16} />} onClick={() => setStep('choose')}>
          {t('picker.back')}
        </Button>
        {chosen && missing > 0 ? (
          <span className={classes.missing} role="status">
            {t('picker.missing', { count: missing })}
          </span>
        ) : null}
        <Button className={classes.next ?? ''} disabled={!chosen} onClick={() => setStep('fill')}>
          {t('picker.next')}
        </Button>
        <Button
          className={classes.send ?? ''}
          leftSection={sending !== null && sending !== 'now' ? <IconRefresh size={16} stroke={2} /> : <IconSend size={16} stroke={2} />}
          disabled={!chosen || missing > 0}
          loading={sending === 'now'}
          onClick={() => void submit()}
        >
          {t('picker.send')}
        </Button>
      </footer>
    </div>
  )
}

function StepMarks({ step }: { step: 'choose' | 'fill' }) {
  const { t } = useTranslation('templates')
  return (
    <ol className={classes.steps} aria-label={t('picker.steps')}>
      <li data-state={step === 'choose' ? 'now' : 'done'} aria-current={step === 'choose' ? 'step' : undefined}>
        <b>{step === 'choose' ? 1 : <IconCheck size={14} stroke={2.5} aria-hidden="true" />}</b>
        {t('picker.choose')}
      </li>
      <IconChevronRight size={14} stroke={2} aria-hidden="true" />
      <li data-state={step === 'fill' ? 'now' : 'next'} aria-current={step === 'fill' ? 'step' : undefined}>
        <b>2</b>
        {t('picker.fill')}
      </li>
    </ol>
  )
}

function plainBody(template: TemplateView, values: Readonly<Record<string, string>>): string {
  return templatePicture(template, values)
    .body.map((segment) => ('text' in segment ? segment.text : segment.value))
    .join('')
}
