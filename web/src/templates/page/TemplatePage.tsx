import { Button } from '@mantine/core'
import type { TemplateDetail } from '@recado/contract/template-life'
import { templateFields } from '@recado/contract/template-send/fields'
import { IconArrowLeft, IconColumns2, IconMessage2Code } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { StateTag } from '../../ui/Notice.tsx'
import { Columns, Page } from '../../ui/Page.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { PreviewStage } from '../PreviewStage.tsx'
import { StarButton } from '../StarButton.tsx'
import { TemplateActions, TemplateState } from '../TemplateActions.tsx'
import { languageName, statusTone } from '../template-words.ts'
import { useTemplateWords } from '../use-template-words.ts'
import { AnalyticsCard } from './AnalyticsCard.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import { FactsCard } from './FactsCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { LifeActions } from './LifeActions.tsx'
import { templateQuery } from './queries.ts'
import classes from './TemplatePage.module.css'

const route = getRouteApi('/signed-in/shell/templates/$templateId')

export default function TemplatePage() {
  const { t } = useTranslation('templateLife')
  const { templateId } = route.useParams()
  const { data, error, refetch } = useQuery(templateQuery(templateId))
  if (data) return <OneTemplate template={data} />
  return (
    <Page title={t('crumb')} crumb={<Back />}>
      {error === null ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : isProblem(error, 'not_found') ? (
        <Empty icon={IconMessage2Code} title={t('notFound')} />
      ) : (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
    </Page>
  )
}

function Back() {
  const { t } = useTranslation('templateLife')
  return (
    <Link to="/templates">
      <IconArrowLeft size={14} aria-hidden="true" />
      {t('crumb')}
    </Link>
  )
}

function OneTemplate({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const { t: life } = useTranslation('templateLife')
  const words = useTemplateWords()
  const [comparing, setComparing] = useState(false)
  const navigate = useNavigate()
  const values = Object.fromEntries(templateFields(template).map((field) => [field.id, field.example ?? '']))
  return (
    <Page
      title={template.name}
      crumb={<Back />}
      tags={
        <>
          <StateTag tone={statusTone(template.status)}>{words.status(template.status)}</StateTag>
          <StarButton template={template} />
        </>
      }
      hint={`${words.category(template.category)} · ${languageName(template.language, currentLocale())}`}
    >
      <Columns
        side={
          <>
            <section className={classes.preview} aria-label={t('page.preview')}>
              <PreviewStage template={template} values={values} title={t('page.preview')} />
            </section>
            <FactsCard template={template} />
          </>
        }
      >
        <TemplateState template={template} />
        <div className={classes.actions}>
          <LifeActions template={template} />
          <Button variant="default" leftSection={<IconColumns2 size={16} stroke={2} />} onClick={() => setComparing(true)}>
            {life('compare.action')}
          </Button>
          <TemplateActions template={template} gone={() => void navigate({ to: '/templates' })} />
        </div>
        <HistoryCard templateId={template.id} />
        <AnalyticsCard template={template} />
        <CompareDialog template={template} opened={comparing} close={() => setComparing(false)} />
      </Columns>
    </Page>
  )
}
