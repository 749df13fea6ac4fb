import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessionActions } from '../session/actions.ts'
import { useMe } from '../session/me.ts'
import { Card } from '../ui/Card.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { NewWorkspace } from './NewWorkspace.tsx'
import classes from './Rows.module.css'
import { useRoleName } from './roles.ts'

/** For whoever runs the installation, and for those who are in several workspaces. */
export default function WorkspacesSection() {
  const { t } = useTranslation('settings')
  const { user, workspaces, active } = useMe()
  const { switchWorkspace } = useSessionActions()
  const roleName = useRoleName()
  return (
    <Card title={t('workspaces.yours')} hint={t('workspaces.lead')} actions={user.isOperator ? <NewWorkspace /> : null} flush>
      <ul>
        {workspaces.map((workspace) => (
          <li key={workspace.id} className={classes.row}>
            <div className={classes.main}>
              <div className={classes.name}>{workspace.name}</div>
              <div className={classes.quiet}>{roleName(workspace.role)}</div>
            </div>
            {workspace.id === active?.workspace.id ? (
              <StateTag tone="plain">{t('workspaces.here')}</StateTag>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={t('workspaces.openOf', { name: workspace.name })}
                onClick={() => switchWorkspace(workspace.id)}
              >
                {t('workspaces.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
