import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core'
import { TAG_COLORS } from '@recado/contract/contact-words'
import type { TeamView } from '@recado/contract/teams'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { membersQuery } from '../session/granters.ts'
import classes from '../settings/Rows.module.css'
import { Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import own from './Teams.module.css'
import { teamsQuery } from './teams-query.ts'

interface Props {
  /** null: closed */
  team: TeamView | 'new' | null
  nextColor: TeamView['color']
  close(): void
}

export function TeamForm({ team, nextColor, close }: Props) {
  const { t } = useTranslation(['teams', 'common'])
  const known = team === 'new' ? null : team
  return (
    <Modal
      opened={team !== null}
      onClose={close}
      title={known ? t('editTitle', { name: known.name }) : t('makeTitle')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Fields known={known} nextColor={nextColor} close={close} />
    </Modal>
  )
}

function Fields({ known, nextColor, close }: Omit<Props, 'team'> & { known: TeamView | null }) {
  const { t } = useTranslation(['teams', 'contacts', 'common'])
  const client = useQueryClient()
  const problemText = useProblemText()
  const { data: members = [] } = useQuery(membersQuery)
  const [name, setName] = useState(known?.name ?? '')
  const [color, setColor] = useState(known?.color ?? nextColor)
  const [memberIds, setMemberIds] = useState<readonly string[]>(known?.memberIds ?? [])
  const save = useMutation({
    mutationFn: () => {
      const draft = { name, color, memberIds }
      return known ? api.patch(`/teams/${known.id}`, draft) : api.post('/teams', draft)
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: teamsQuery.queryKey })
      close()
    },
  })
  const isTaken = isProblem(save.error, 'already_taken')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={40}
          error={isTaken ? t('taken') : null}
          data-autofocus
        />
        <NativeSelect
          label={t('color')}
          leftSection={<span className={own.square} style={{ background: `var(--team-${color})` }} aria-hidden="true" />}
          value={color}
          data={TAG_COLORS.map((each) => ({ value: each, label: t(`contacts:tag.color.${each}`) }))}
          onChange={(event) => setColor(TAG_COLORS.find((each) => each === event.currentTarget.value) ?? color)}
        />
        <Checkbox.Group label={t('people')} description={t('peopleHint')} value={[...memberIds]} onChange={setMemberIds}>
          <div className={own.people}>
            {members.map((member) => (
              <Checkbox key={member.userId} value={member.userId} label={member.name} />
            ))}
          </div>
        </Checkbox.Group>
        {save.error && !isTaken ? (
          <Notice tone="danger" role="alert">
            {problemText(save.error)}
          </Notice>
        ) : null}
      </Stack>
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
          {t(known ? 'save' : 'make')}
        </Button>
      </div>
    </form>
  )
}
