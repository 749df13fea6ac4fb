import '@mantine/spotlight/styles.layer.css'
import { Modal, VisuallyHidden } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility, useMe } from '../session/me.ts'
import { Keys } from '../ui/Keys.tsx'
import classes from './CommandBar.module.css'
import { type Command, type CommandGroup, useOfferedCommands } from './commands.ts'
import { fits } from './fits.ts'
import { openKeyboardSheet } from './overlays.ts'
import { placesFor } from './places.ts'
import { takeTyped } from './type-ahead.ts'
import { useSearchCommands } from './use-search-commands.ts'

const GROUPS = ['people', 'conversations', 'messages', 'actions', 'go', 'settings'] as const satisfies readonly CommandGroup[]
const [store, spotlight] = createSpotlight()

export function CommandBar({ opened, close }: { opened: boolean; close(): void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const words = useDeferredValue(query.trim())
  const find = useSearchCommands()
  const maySearch = useAbility('conversations.read')
  const search = useQuery({
    queryKey: ['commands', words],
    queryFn: ({ signal }) => find(words, signal),
    enabled: opened && maySearch && words.length > 1,
    staleTime: 10_000,
    placeholderData: (before) => before,
  })
  const local = useLocalCommands().filter((command) => fits(command.label, words))
  const all = [...(words.length > 1 ? (search.data ?? []) : []), ...local]

  useEffect(() => {
    if (opened) spotlight.open()
    else spotlight.close()
  }, [opened])

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      clearQueryOnClose
      scrollable
      maxHeight={480}
      shortcut={null}
      yOffset="12vh"
      centered={false}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      transitionProps={{ duration: 120, transition: 'fade' }}
      classNames={{ actionsGroup: classes.group ?? '', action: classes.row ?? '', search: classes.search ?? '' }}
    >
      <VisuallyHidden>
        <Modal.Title>{t('commands.open')}</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search
        placeholder={t('commands.placeholder')}
        aria-label={t('commands.placeholder')}
        leftSection={<IconSearch size={20} />}
        onFocus={() => {
          const typed = takeTyped()
          if (typed !== '') setQuery((before) => before + typed)
        }}
      />
      <Spotlight.ActionsList>
        {GROUPS.map((group) => (
          <Group key={group} label={t(`commands.group.${group}`)} commands={all.filter((command) => command.group === group)} />
        ))}
        {all.length === 0 && !search.isFetching ? <Spotlight.Empty>{t('commands.empty', { query: words })}</Spotlight.Empty> : null}
        {search.isError ? <p className={classes.failed}>{t('commands.failed')}</p> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Group({ label, commands }: { label: string; commands: readonly Command[] }) {
  if (commands.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={label}>
      {commands.map((command) => (
        <Spotlight.Action key={command.id} onClick={() => command.run()}>
          <span className={classes.action}>
            <span className={classes.label}>{command.label}</span>
            {command.hint ? <span className={classes.hint}>{command.hint}</span> : null}
            {command.keys ? <Keys keys={command.keys} /> : null}
          </span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  )
}

function useLocalCommands(): Command[] {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const offered = useOfferedCommands()
  const places = placesFor(me.active?.abilities ?? []).map(
    (place): Command => ({
      id: `go-${place.id}`,
      group: 'go',
      label: t('commands.go', { page: t(`nav.${place.id}`) }),
      run: () => void navigate({ to: place.to }),
    }),
  )
  const sheet: Command = { id: 'keyboard', group: 'settings', label: t('user.keyboard'), run: openKeyboardSheet }
  return [...offered, ...places, sheet]
}
