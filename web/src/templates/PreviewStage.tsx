import type { TemplateView } from '@recado/contract/numbers'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { colourVariables } from '../theme/tokens.ts'
import classes from './PreviewStage.module.css'
import type { ShownFiles } from './shown-file.ts'
import { TemplatePreview } from './TemplatePreview.tsx'

interface Props {
  template: TemplateView
  values: Readonly<Record<string, string>>
  files?: ShownFiles
  /** "Como Marina vai ver" */
  title: string
  isDraft?: boolean
}

/** The customer's phone has its own theme, whatever the agent's screen has. */
export function PreviewStage({ template, values, files, title, isDraft = true }: Props) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  const [isDark, setDark] = useState(() => document.documentElement.dataset.mantineColorScheme === 'dark')
  const Icon = isDark ? IconMoon : IconSun
  return (
    <div className={classes.stage} style={colourVariables(isDark ? 1 : 0) as CSSProperties}>
      <div className={classes.head}>
        <span className={classes.title}>{title}</span>
        <button type="button" className={classes.theme} onClick={() => setDark(!isDark)} title={t('preview.theme')}>
          <Icon size={16} stroke={2} aria-hidden="true" />
          {t(isDark ? 'preview.dark' : 'preview.light')}
        </button>
      </div>
      <div className={classes.bubble} data-preview="">
        <TemplatePreview
          template={template}
          values={values}
          {...(files ? { files } : {})}
          isDraft={isDraft}
          meta={<span className={classes.time}>{format.time(Date.now())}</span>}
        />
      </div>
    </div>
  )
}
