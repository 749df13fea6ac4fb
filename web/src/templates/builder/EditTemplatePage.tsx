import { readDraft } from '@recado/contract/template-draft/read'
import { IconMessage2Code } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DeniedPage } from '../../session/DeniedPage.tsx'
import { useAbility } from '../../session/me.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { templatesQuery } from '../use-templates.ts'
import { Builder } from './Builder.tsx'
import { BuilderPage } from './BuilderPage.tsx'

const route = getRouteApi('/signed-in/shell/templates/$templateId/edit')

export default function EditTemplatePage() {
  const { t } = useTranslation('builder')
  const mayCreate = useAbility('templates.create')
  const { templateId } = route.useParams()
  const { data, error, refetch } = useQuery({ ...templatesQuery(undefined), enabled: mayCreate })
  if (!mayCreate) return <DeniedPage page={t('edit')} />
  const template = data?.find(({ id }) => id === templateId)
  const draft = template ? readDraft(template) : null
  return (
    <BuilderPage title={template ? `${t('edit')}: ${template.name}` : t('edit')} hint={t('editHint')}>
      {error && !data ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : null}
      {data && !draft ? <Empty icon={IconMessage2Code} title={t(template ? 'cannotOpen' : 'notFound')} /> : null}
      {template && draft ? (
        <Builder
          key={template.id}
          accounts={[{ wabaId: template.wabaId, name: template.wabaId }]}
          start={draft}
          keepAs={template.id}
          editing={template}
        />
      ) : null}
    </BuilderPage>
  )
}
