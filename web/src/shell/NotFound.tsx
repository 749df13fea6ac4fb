import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/states.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <main>
      <Empty
        icon={IconMapQuestion}
        title={t('notFound.title')}
        headingLevel={1}
        actions={
          <Button component="a" href="/inbox" variant="default">
            {t('notFound.home')}
          </Button>
        }
      >
        {t('notFound.body')}
      </Empty>
    </main>
  )
}
