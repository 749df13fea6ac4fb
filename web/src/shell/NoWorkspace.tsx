import { IconUsersPlus } from '@tabler/icons-react'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionBack } from '../session/connection.ts'
import { useMe } from '../session/me.ts'
import { Empty } from '../ui/states.tsx'

const NewWorkspace = lazy(() => import('../settings/NewWorkspace.tsx').then(({ NewWorkspace: component }) => ({ default: component })))

/** Signed in, but in no workspace: taken away, or an operator who has none of their own. */
export function NoWorkspace() {
  const { t } = useTranslation()
  const { user } = useMe()
  useEffect(() => {
    void import('../inbox/use-inbox.ts').then(({ stopInbox }) => stopInbox())
    connectionBack()
  }, [])
  return (
    <Empty
      icon={IconUsersPlus}
      title={t('noWorkspace.title')}
      headingLevel={1}
      actions={
        user.isOperator ? (
          <Suspense fallback={null}>
            <NewWorkspace />
          </Suspense>
        ) : null
      }
    >
      {t('noWorkspace.body')}
    </Empty>
  )
}
