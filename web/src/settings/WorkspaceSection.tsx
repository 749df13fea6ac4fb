import '@mantine/core/styles/Radio.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Radio, Select, Switch, TextInput } from '@mantine/core'
import type { MeView, WorkspacePatch, WorkspaceView } from '@recado/contract/team'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { LOCALE_NAMES, LOCALES } from '../i18n/areas.ts'
import { meQuery, useAbility, useActive } from '../session/me.ts'
import { timeZones } from '../setup/time-zones.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SavedLine } from './SavedLine.tsx'
import { useSaving } from './use-saving.ts'

export default function WorkspaceSection() {
  const { t } = useTranslation('settings')
  const { workspace } = useActive()
  const mayManage = useAbility('workspace.manage')
  const save = useSaveWorkspace()
  return (
    <>
      {mayManage ? null : <Notice tone="info">{t('workspace.readOnly')}</Notice>}
      <Card title={t('section.workspace')}>
        <Stack>
          <NameField workspace={workspace} readOnly={!mayManage} save={save} />
          <Saved send={save}>
            {(change) => (
              <Select
                label={t('workspace.locale')}
                description={t('workspace.localeHint')}
                data={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
                value={workspace.locale}
                onChange={(value) => change({ locale: LOCALES.find((known) => known === value) })}
                allowDeselect={false}
                readOnly={!mayManage}
              />
            )}
          </Saved>
          <Saved send={save}>
            {(change) => (
              <Select
                label={t('workspace.timeZone')}
                data={timeZones()}
                value={workspace.timeZone}
                onChange={(value) => change({ timeZone: value ?? undefined })}
                searchable
                allowDeselect={false}
                readOnly={!mayManage}
              />
            )}
          </Saved>
          <CopyFields>
            <CopyField what={t('workspace.id')} value={workspace.id} />
          </CopyFields>
        </Stack>
      </Card>
      <ServiceCard workspace={workspace} mayManage={mayManage} save={save} />
    </>
  )
}

type Save = (patch: WorkspacePatch) => Promise<unknown>

/** Shows the change at once and takes it back when the server refuses. */
function useSaveWorkspace(): Save {
  const client = useQueryClient()
  const show = (workspace: Partial<WorkspaceView>) =>
    client.setQueryData(
      meQuery.queryKey,
      (me: MeView | undefined) =>
        me && { ...me, active: me.active && { ...me.active, workspace: { ...me.active.workspace, ...workspace } } },
    )
  return async (patch) => {
    const before = client.getQueryData(meQuery.queryKey)
    show(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)))
    const saving = api.patch<WorkspaceView>('/workspace', patch)
    await saving.then(show, () => client.setQueryData(meQuery.queryKey, before))
    return saving
  }
}

function NameField({ workspace, readOnly, save }: { workspace: WorkspaceView; readOnly: boolean; save: Save }) {
  const { t } = useTranslation(['settings', 'common'])
  const saving = useSaving(save)
  const [name, setName] = useState(workspace.name)
  const leave = () => {
    if (name.trim() !== '' && name.trim() !== workspace.name) saving.save({ name: name.trim() })
  }
  return (
    <div>
      <TextInput
        label={t('workspace.name')}
        description={t('workspace.nameHint')}
        value={name}
        readOnly={readOnly}
        maxLength={100}
        error={name.trim() === '' ? t('common:field.required') : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
      <SavedLine said={saving.said} failed={saving.failed} />
    </div>
  )
}

/** A field that saves itself, with its own line about it. */
function Saved({
  send,
  children,
}: {
  send: Save
  children(change: (patch: { [K in keyof WorkspacePatch]: WorkspacePatch[K] | undefined }) => void): ReactNode
}) {
  const saving = useSaving(send)
  return (
    <div>
      {children((patch) => saving.save(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))))}
      <SavedLine said={saving.said} failed={saving.failed} />
    </div>
  )
}

const MARK_READ = ['on_open', 'on_reply', 'never'] as const satisfies readonly WorkspaceView['markRead'][]
const AGENTS_SEE = ['all', 'own'] as const satisfies readonly WorkspaceView['agentsSee'][]

function ServiceCard({ workspace, mayManage, save }: { workspace: WorkspaceView; mayManage: boolean; save: Save }) {
  const { t } = useTranslation('settings')
  return (
    <Card title={t('workspace.service')}>
      <Stack>
        <Saved send={save}>
          {(change) => (
            <Radio.Group
              label={t('workspace.markRead')}
              value={workspace.markRead}
              onChange={(value) => change({ markRead: MARK_READ.find((known) => known === value) })}
            >
              <Options values={MARK_READ} words={(value) => t(`workspace.markReadOption.${value}`)} disabled={!mayManage} />
            </Radio.Group>
          )}
        </Saved>
        <Saved send={save}>
          {(change) => (
            <Switch
              label={t('workspace.showTyping')}
              description={t('workspace.showTypingHint')}
              checked={workspace.showTyping}
              onChange={(event) => change({ showTyping: event.currentTarget.checked })}
              disabled={!mayManage}
            />
          )}
        </Saved>
        <Saved send={save}>
          {(change) => (
            <Radio.Group
              label={t('workspace.agentsSee')}
              description={t('workspace.agentsSeeHint')}
              value={workspace.agentsSee}
              onChange={(value) => change({ agentsSee: AGENTS_SEE.find((known) => known === value) })}
            >
              <Options values={AGENTS_SEE} words={(value) => t(`workspace.agentsSeeOption.${value}`)} disabled={!mayManage} />
            </Radio.Group>
          )}
        </Saved>
        <Saved send={save}>
          {(change) => (
            <Switch
              label={t('workspace.agentsSeePhones')}
              description={t('workspace.agentsSeePhonesHint')}
              checked={workspace.agentsSeePhones}
              onChange={(event) => change({ agentsSeePhones: event.currentTarget.checked })}
              disabled={!mayManage}
            />
          )}
        </Saved>
      </Stack>
    </Card>
  )
}

function Options<T extends string>({ values, words, disabled }: { values: readonly T[]; words(value: T): string; disabled: boolean }) {
  return (
    <div>
      {values.map((value) => (
        <Radio key={value} value={value} label={words(value)} disabled={disabled} mt={8} />
      ))}
    </div>
  )
}
