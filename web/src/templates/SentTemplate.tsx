import type { MediaLink } from '@recado/contract/media'
import type { TemplateView } from '@recado/contract/numbers'
import { templateFields } from '@recado/contract/template-send/fields'
import { templateValues } from '@recado/contract/template-send/read'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { linkOf } from '../media/links.ts'
import { NO_FILES, type ShownFile, type ShownFiles } from './shown-file.ts'
import { TemplatePreview } from './TemplatePreview.tsx'

interface Props {
  template: TemplateView
  /** Meta's template object as it was sent. */
  sent: Readonly<Record<string, unknown>>
  meta: ReactNode
}

/** The inside of a bubble: the template with what was filled in. */
export default function SentTemplate({ template, sent, meta }: Props) {
  const values = useMemo(() => templateValues(template, Array.isArray(sent.components) ? sent.components : []), [template, sent.components])
  const files = useFiles(template, values)
  return <TemplatePreview template={template} values={values} files={files} meta={meta} />
}

const OURS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The files it was sent with, where they are ours: those of Meta's ids or of other addresses are not shown. */
function useFiles(template: TemplateView, values: Readonly<Record<string, string>>): ShownFiles {
  const [files, setFiles] = useState(NO_FILES)
  useEffect(() => {
    const wanted = templateFields(template).filter(({ place, id }) => place === 'file' && OURS.test(values[id] ?? ''))
    if (wanted.length === 0) return
    let isCurrent = true
    void Promise.all(wanted.map(async ({ id }) => [id, shown(await linkOf(values[id] ?? '').catch(() => null))] as const)).then(
      (found) => isCurrent && setFiles(Object.fromEntries(found)),
    )
    return () => {
      isCurrent = false
    }
  }, [template, values])
  return files
}

function shown(link: MediaLink | null): ShownFile {
  if (link === null) return { url: null, name: null }
  const url = link.kind === 'document' ? null : link.kind === 'image' ? (link.previewUrl ?? link.url) : link.url
  return { url, name: link.fileName }
}
