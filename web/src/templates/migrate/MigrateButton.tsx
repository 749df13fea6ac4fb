import { Button } from '@mantine/core'
import type { ListedTemplate } from '@recado/contract/template-life'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numbersQuery } from '../../numbers/queries.ts'
import { useAbility } from '../../session/me.ts'

const MigrateDialog = lazy(() => import('./MigrateDialog.tsx'))

/** Only where there is another account to copy into. */
export function MigrateButton({ templates }: { templates: readonly ListedTemplate[] }) {
  const { t } = useTranslation('templateLife')
  const mayCreate = useAbility('templates.create')
  const { data: numbers = [] } = useQuery({ ...numbersQuery, enabled: mayCreate })
  const [opened, setOpened] = useState(false)
  if (!mayCreate || new Set(numbers.map(({ wabaId }) => wabaId)).size < 2) return null
  return (
    <>
      <Button variant="default" leftSection={<IconCopy size={16} stroke={2} />} onClick={() => setOpened(true)}>
        {t('migrate.action')}
      </Button>
      {opened ? (
        <Suspense>
          <MigrateDialog templates={templates} close={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
