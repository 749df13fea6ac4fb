import { Button } from '@mantine/core'
import type { FileFormat, SampleFile } from '@recado/contract/template-draft/draft'
import { SAMPLE_RULES, sampleProblem } from '@recado/contract/template-draft/sample-rules'
import type { TemplateSample } from '@recado/contract/template-samples'
import { IconFile, IconPhoto, IconUpload, IconVideo } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { fileSize } from '../../media/file-size.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import classes from './SampleField.module.css'
import { rememberPicture, shownSample } from './sample-pictures.ts'

interface Props {
  label: string
  format: FileFormat
  wabaId: string
  file: SampleFile | null
  /** Why it cannot stay so. */
  error: string | undefined
  change(file: SampleFile | null): void
}

const ICONS = { IMAGE: IconPhoto, VIDEO: IconVideo, DOCUMENT: IconFile } as const

/** A file for the reviewers, brought to Meta as soon as it is chosen. */
export function SampleField({ label, format, wabaId, file, error, change }: Props) {
  const { t, i18n } = useTranslation('builder')
  const problemText = useProblemText()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<'type' | 'size' | null>(null)
  const { types, maxBytes } = SAMPLE_RULES[format]
  const upload = useMutation({
    mutationFn: (chosen: File) => api.upload<TemplateSample>('/templates/samples', chosen, { query: { format, wabaId } }),
    onSuccess: ({ handle }, chosen) => {
      rememberPicture(handle, chosen)
      change({ handle, fileName: chosen.name, uploadedAt: Date.now() })
    },
  })
  const choose = (chosen: File) => {
    const problem = sampleProblem(format, chosen)
    setRefused(problem)
    upload.reset()
    if (problem === null) upload.mutate(chosen)
  }
  const Icon = ICONS[format]
  const { url } = shownSample(file)
  const limit = fileSize(maxBytes, i18n.language)
  const said = refused
    ? t(`sample.${refused}`, { limit, kinds: t(`sample.kinds.${format}`) })
    : upload.error
      ? problemText(upload.error)
      : error
  return (
    <div className={classes.field}>
      <span className={classes.label} id={id}>
        {label}
      </span>
      <div className={classes.row}>
        <span className={classes.thumb}>
          {format === 'IMAGE' && url ? <img src={url} alt="" /> : <Icon size={20} stroke={1.5} aria-hidden="true" />}
        </span>
        <span className={classes.words}>
          <span className={classes.name}>{file?.fileName ?? t('sample.none')}</span>
          <span className={classes.hint}>{t('sample.hint', { limit, kinds: t(`sample.kinds.${format}`) })}</span>
        </span>
        <Button
          variant="default"
          leftSection={<IconUpload size={16} stroke={2} />}
          loading={upload.isPending}
          aria-describedby={id}
          aria-invalid={said !== undefined}
          onClick={() => input.current?.click()}
        >
          {t(file ? 'sample.other' : 'sample.choose')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept={types.join()}
        hidden
        aria-label={label}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (chosen) choose(chosen)
        }}
      />
      {said ? (
        <span className={classes.problem} role="alert">
          {said}
        </span>
      ) : null}
    </div>
  )
}
