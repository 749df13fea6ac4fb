import type { StartersWish } from '@recado/contract/meta-settings'
import type { NumberView } from '@recado/contract/numbers'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import classes from './Tab.module.css'

/** An empty chat as a customer sees it: the questions, and the list that a slash opens. */
export function StartersPreview({ number, draft }: { number: NumberView; draft: StartersWish }) {
  const { t } = useTranslation('numberStarters')
  const prompts = draft.prompts.filter((prompt) => prompt.trim() !== '')
  const commands = draft.commands.filter(({ name }) => name !== '')
  return (
    <Card title={t('preview')} hint={number.verifiedName ?? number.displayPhoneNumber} flush>
      <div className={classes.screen}>
        {prompts.length + commands.length === 0 ? <p className={classes.quiet}>{t('previewEmpty')}</p> : null}
        {prompts.map((prompt, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <p className={classes.ask} key={nth}>
            {prompt.trim()}
          </p>
        ))}
        {commands.length > 0 ? (
          <ul className={classes.menu}>
            {commands.map(({ name, hint }, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              <li className={classes.choice} key={nth}>
                /{name}
                <span>{hint.trim()}</span>
              </li>
            ))}
          </ul>
        ) : null}
        <p className={classes.typed}>{commands.length > 0 ? '/' : t('type')}</p>
      </div>
    </Card>
  )
}
