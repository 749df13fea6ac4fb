import { ActionIcon, NativeSelect } from '@mantine/core'
import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../i18n/setup.ts'
import { languageName } from '../template-words.ts'
import classes from './LanguageBar.module.css'
import { LANGUAGES } from './languages.ts'
import type { Drafts } from './use-drafts.ts'

interface Props {
  drafts: Drafts
  /** How much is wrong in one, as far as it is to be said already. */
  wrongIn(draft: TemplateDraft): number
}

/** The languages of one template: which is on the screen, what is wrong in each, and one more. */
export function LanguageBar({ drafts, wrongIn }: Props) {
  const { t } = useTranslation('builder')
  const { all, draft } = drafts
  const free = LANGUAGES.filter((language) => all.every((one) => one.language !== language))
  return (
    <div className={classes.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would look like one */}
      <div className={classes.languages} role="group" aria-label={t('languages.title')}>
        {all.map((one) => {
          const name = languageName(one.language, currentLocale())
          const wrong = wrongIn(one)
          return (
            <span key={one.language} className={classes.language} data-shown={one === draft || undefined}>
              <button type="button" className={classes.name} aria-pressed={one === draft} onClick={() => drafts.show(one.language)}>
                {name}
                {wrong > 0 ? <span className={classes.wrong}>{t('languages.wrong', { count: wrong })}</span> : null}
              </button>
              {all.length > 1 ? (
                <ActionIcon
                  variant="subtle"
                  size={28}
                  aria-label={t('languages.remove', { name })}
                  onClick={() => drafts.remove(one.language)}
                >
                  <IconX size={14} stroke={2} />
                </ActionIcon>
              ) : null}
            </span>
          )
        })}
      </div>
      <NativeSelect
        aria-label={t('languages.add')}
        value=""
        data={[{ value: '', label: t('languages.add') }, ...free.map((value) => ({ value, label: languageName(value, currentLocale()) }))]}
        onChange={(event) => event.currentTarget.value && drafts.add(event.currentTarget.value)}
      />
    </div>
  )
}
