import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Keys } from '../ui/Keys.tsx'
import { type Shortcut, useActiveShortcuts } from '../ui/keys.ts'
import classes from './KeyboardSheet.module.css'

const GROUPS = ['general', 'inbox', 'list'] as const satisfies readonly Shortcut['group'][]

/** Everything that works on this page, told by the page itself. */
export function KeyboardSheet({ opened, close }: { opened: boolean; close(): void }) {
  const { t } = useTranslation()
  const shortcuts = useActiveShortcuts()
  const groups = GROUPS.map((group) => ({ group, rows: shortcuts.filter((shortcut) => shortcut.group === group) })).filter(
    ({ rows }) => rows.length > 0,
  )
  return (
    <Modal opened={opened} onClose={close} title={t('keys.title')} size={560} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {groups.map(({ group, rows }) => (
        <section key={group} className={classes.group}>
          <h3 className={classes.heading}>{t(`keys.group.${group}`)}</h3>
          <dl>
            {rows.map((shortcut) => (
              <div key={shortcut.keys} className={classes.row}>
                <dt>{shortcut.label}</dt>
                <dd>{shortcut.keys === 'Shift+Slash' ? <Keys keys="?" /> : <Keys keys={shortcut.keys} />}</dd>
              </div>
            ))}
            {group === 'general' ? (
              <div className={classes.row}>
                <dt>{t('keys.escape')}</dt>
                <dd>
                  <Keys keys="Escape" />
                </dd>
              </div>
            ) : null}
          </dl>
        </section>
      ))}
      <p className={classes.note}>{t('keys.altGr')}</p>
    </Modal>
  )
}
