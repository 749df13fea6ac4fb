import { Button } from '@mantine/core'
import type { MediaView } from '@recado/contract/media'
import { MEDIA_RULES, type MediaKind, mediaProblem } from '@recado/contract/media-rules'
import type { FileFormat } from '@recado/contract/template-draft/draft'
import { fileNameKey, type TemplateField } from '@recado/contract/template-send/field'
import { IconFile, IconPhoto, IconUpload, IconUser, IconVideo } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api.ts'
import { typeOfFile } from '../media/chosen-file.ts'
import { fileSize } from '../media/file-size.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { upload } from '../upload.ts'
import { ContactFiles } from './ContactFiles.tsx'
import { FieldProblemLine } from './FieldProblemLine.tsx'
import { fieldLabel } from './field-label.ts'
import classes from './TemplateFields.module.css'
import type { TemplateForm } from './use-template-form.ts'

interface Props {
  field: TemplateField
  form: TemplateForm
  contactId: string | null
  conversationId: string | null
}

const ICONS = { IMAGE: IconPhoto, VIDEO: IconVideo, DOCUMENT: IconFile } as const
const KIND: Readonly<Record<FileFormat, MediaKind>> = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' }

/** The picture, film or document that goes with the template: from this computer, or one that was exchanged with the contact. */
export function FileField({ field, form, contactId, conversationId }: Props) {
  const { t, i18n } = useTranslation(['templates', 'media'])
  const problemText = useProblemText()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ share: number } | { problem: string } | null>(null)
  const [isChoosing, setChoosing] = useState(false)
  const format = field.format ?? 'DOCUMENT'
  const kind = KIND[format]
  const { types, maxBytes } = MEDIA_RULES[kind]
  const shown = form.files[field.id]
  const Icon = ICONS[format]

  const take = (media: MediaView, url: string | null) => {
    const name = media.fileName ?? t(`media:kind.${kind}`)
    form.change({ [field.id]: media.id, [fileNameKey(field)]: media.fileName ?? '' }, { [field.id]: { url, name } })
    setState(null)
    setChoosing(false)
  }
  const choose = async (file: File) => {
    const mimeType = typeOfFile(file)
    const problem = mediaProblem(kind, { mimeType, size: file.size })
    if (problem !== null) return setState({ problem: t(`file.${problem}`, { limit: fileSize(maxBytes, i18n.language) }) })
    setState({ share: 0 })
    try {
      const query = { kind, fileName: file.name.slice(-240), conversationId: conversationId ?? undefined }
      const signal = new AbortController().signal
      const media = await upload<MediaView>('/media', new Blob([file], { type: mimeType }), {
        query,
        signal,
        onProgress: (share) => setState({ share }),
      })
      take(media, kind === 'document' ? null : URL.createObjectURL(file))
    } catch (problem) {
      setState({ problem: isProblem(problem) ? problemText(problem) : t('file.failed') })
    }
  }
  const isBusy = state !== null && 'share' in state
  return (
    <div className={classes.field}>
      <span className={classes.label} id={id}>
        {fieldLabel(t, field)}
      </span>
      <div className={classes.file}>
        <span className={classes.thumb}>
          {format === 'IMAGE' && shown?.url ? <img src={shown.url} alt="" /> : <Icon size={20} stroke={1.5} aria-hidden="true" />}
        </span>
        <span className={classes.fileName}>{shown?.name ?? t('file.none')}</span>
      </div>
      <div className={classes.fileActions}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUpload size={16} stroke={2} />}
          loading={isBusy}
          data-value={form.values[field.id] ?? ''}
          aria-describedby={id}
          onClick={() => input.current?.click()}
        >
          {t('file.fromDisk')}
        </Button>
        {contactId ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconUser size={16} stroke={2} />}
            aria-expanded={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {t('file.fromContact')}
          </Button>
        ) : null}
      </div>
      <input
        ref={input}
        type="file"
        accept={types.join()}
        hidden
        aria-label={fieldLabel(t, field)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void choose(file)
        }}
      />
      {contactId && isChoosing ? (
        <ContactFiles contactId={contactId} kind={kind} take={take} fail={(problem) => setState({ problem: problemText(problem) })} />
      ) : null}
      {state !== null && 'problem' in state ? <FieldProblemLine>{state.problem}</FieldProblemLine> : null}
    </div>
  )
}
