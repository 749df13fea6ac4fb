import { Button } from '@mantine/core'
import type { TemplateView } from '@recado/contract/numbers'
import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { metaTemplate } from '@recado/contract/template-draft/meta'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { useActive } from '../../session/me.ts'
import { showToast } from '../../ui/toasts.ts'
import { languageName } from '../template-words.ts'
import { AboutCard, type Account } from './AboutCard.tsx'
import classes from './Builder.module.css'
import { ButtonsCard } from './ButtonsCard.tsx'
import { CarouselCard } from './CarouselCard.tsx'
import { CodeCard } from './CodeCard.tsx'
import type { CardProps } from './card-props.ts'
import { DeliveryCard } from './DeliveryCard.tsx'
import { DraftPreview } from './DraftPreview.tsx'
import { Ending } from './Ending.tsx'
import { HeaderCard } from './HeaderCard.tsx'
import { draftKey } from './kept-draft.ts'
import { LanguageBar } from './LanguageBar.tsx'
import { BodyCard, FooterCard, OfferCard } from './TextCards.tsx'
import { useDrafts } from './use-drafts.ts'
import { useJudgement } from './use-judgement.ts'
import { useProblems } from './use-problems.ts'

interface Props {
  /** Never empty. */
  accounts: readonly Account[]
  start: TemplateDraft
  /** What the unsent draft is remembered by. */
  keepAs: string
  editing: TemplateView | null
}

export function Builder({ accounts, start, keepAs, editing }: Props) {
  const { t } = useTranslation('builder')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { workspace } = useActive()
  const key = draftKey(workspace.id, keepAs)
  const drafts = useDrafts(key, start)
  const { draft, change, isChanged } = drafts
  const [wabaId, chooseAccount] = useState(accounts[0]?.wabaId ?? '')
  const [isAsked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { problemsOf, wrongNow } = useJudgement(draft.name, editing === null ? wabaId : null)
  const problems = useMemo(() => problemsOf(draft), [problemsOf, draft])
  const problemAt = useProblems(problems, isAsked)

  const send = useMutation({
    mutationFn: async () => {
      if (editing === null) {
        for (const one of drafts.all) {
          await api.post<TemplateView>('/templates', { ...metaTemplate(one), wabaId })
          drafts.sent(one.language)
        }
        return
      }
      const { components, category, message_send_ttl_seconds } = metaTemplate(draft)
      const changed = category === editing.category ? {} : { category }
      const ttl = message_send_ttl_seconds === undefined ? {} : { message_send_ttl_seconds }
      await api.put<TemplateView>(`/templates/${editing.id}`, { components, ...changed, ...ttl })
    },
    onSuccess: async () => {
      drafts.finish()
      await client.invalidateQueries({ queryKey: ['templates'] })
      showToast(t('submitted', { name: draft.name }))
      await navigate({ to: '/templates' })
    },
  })
  const submit = () => {
    setAsked(true)
    const [wrong, ...others] = wrongNow(drafts.all)
    if (!wrong) return send.mutate()
    drafts.show([wrong, ...others].includes(draft) ? draft.language : wrong.language)
    // Once the sentences are drawn, to the first of them.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const discard = () => {
    drafts.discard()
    setAsked(false)
  }
  const others = drafts.all.flatMap(({ language }) => (language === draft.language ? [] : [language]))
  const card = { draft, change, problemAt }
  return (
    <form
      ref={form}
      className={classes.columns}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.cards}>
        {editing === null ? <LanguageBar drafts={drafts} wrongIn={isAsked ? (one) => problemsOf(one).length : () => 0} /> : null}
        <AboutCard {...card} accounts={accounts} wabaId={wabaId} chooseAccount={chooseAccount} taken={others} editing={editing} />
        <Contents {...card} wabaId={wabaId} isEditing={editing !== null} />
        <DeliveryCard {...card} isEditing={editing !== null} />
        <Ending error={send.error} missing={isAsked ? problems.length : 0} />
        <div className={classes.actions}>
          <Button type="submit" loading={send.isPending}>
            {t('submit')}
          </Button>
          {isChanged ? (
            <Button variant="default" onClick={discard}>
              {t('discard')}
            </Button>
          ) : null}
          {isChanged ? <span className={classes.kept}>{t('kept')}</span> : null}
        </div>
      </div>
      <div className={classes.side}>
        {drafts.all.map((one) => (
          <DraftPreview
            key={one.language}
            draft={one}
            {...(drafts.all.length > 1 ? { title: languageName(one.language, currentLocale()) } : {})}
          />
        ))}
      </div>
    </form>
  )
}

/** What the message is made of, from its top to its bottom. */
function Contents({ wabaId, isEditing, ...card }: CardProps & { wabaId: string; isEditing: boolean }) {
  const { category, layout } = card.draft
  if (category === 'AUTHENTICATION') return <CodeCard {...card} />
  const body = <BodyCard {...card} isEditing={isEditing} />
  switch (layout) {
    case 'CAROUSEL':
      return (
        <>
          {body}
          <CarouselCard {...card} wabaId={wabaId} />
        </>
      )
    case 'OFFER':
      return (
        <>
          <HeaderCard {...card} wabaId={wabaId} />
          <OfferCard {...card} />
          {body}
          <ButtonsCard {...card} />
        </>
      )
    case 'CALL':
    case 'PLAIN':
      return (
        <>
          <HeaderCard {...card} wabaId={wabaId} />
          {body}
          <FooterCard {...card} />
          {layout === 'PLAIN' ? <ButtonsCard {...card} /> : null}
        </>
      )
  }
}
