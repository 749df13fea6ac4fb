import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTake } from '../road/studio-state.ts'
import { useMe } from '../session/me.ts'
import { useShortcuts } from '../ui/keys.ts'
import { undoLast } from '../ui/toasts.ts'
import { NoWorkspace } from './NoWorkspace.tsx'
import { OfflineStrip } from './OfflineStrip.tsx'
import { openCommandBar, openKeyboardSheet, useOverlay } from './overlays.ts'
import { Rail } from './Rail.tsx'
import { focusNextRegion } from './regions.ts'
import classes from './Shell.module.css'

const Overlays = lazy(() => import('./Overlays.tsx'))
const StudioBar = lazy(() => import('../road/StudioBar.tsx'))
const Live = lazy(() => import('./Live.tsx'))

export function Shell() {
  const { t } = useTranslation()
  const me = useMe()
  useShortcuts([
    { keys: 'Mod+KeyK', group: 'general', label: t('keys.commandBar'), inFields: true, run: openCommandBar },
    { keys: 'Shift+Slash', group: 'general', label: t('keys.sheet'), run: openKeyboardSheet },
    { keys: 'F6', group: 'general', label: t('keys.regions'), inFields: true, run: () => focusNextRegion(false) },
    { keys: 'Shift+F6', group: 'general', label: t('keys.regionsBack'), inFields: true, run: () => focusNextRegion(true) },
    { keys: 'Mod+KeyZ', group: 'general', label: t('keys.undo'), run: undoLast },
  ])
  useQuestionMark()

  return (
    <>
      <a className={classes.skip} href="#content">
        {t('skip.content')}
      </a>
      <a className={classes.skip} href="#nav">
        {t('skip.nav')}
      </a>
      <div className={classes.shell}>
        <OfflineStrip />
        <div className={classes.columns}>
          <Rail />
          <main id="content" className={classes.content} tabIndex={-1}>
            {me.active ? <Outlet key={me.active.workspace.id} /> : <NoWorkspace />}
          </main>
        </div>
      </div>
      {me.active ? (
        <Suspense fallback={null}>
          <Live key={me.active.workspace.id} />
        </Suspense>
      ) : null}
      <LazyStudio />
      <LazyOverlays />
    </>
  )
}

/** `?` sits on other keys on other keyboards: here the character counts, not the key. */
function useQuestionMark(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]')
      if (event.key === '?' && !event.defaultPrevented && !typing) openKeyboardSheet()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

/** A rehearsal or a recording goes on while the person walks through the pages it shows. */
function LazyStudio() {
  const take = useTake()
  return take ? (
    <Suspense fallback={null}>
      <StudioBar take={take} />
    </Suspense>
  ) : null
}

function LazyOverlays() {
  const overlay = useOverlay()
  const [wasOpen, setWasOpen] = useState(false)
  if (overlay !== null && !wasOpen) setWasOpen(true)
  return wasOpen ? (
    <Suspense fallback={null}>
      <Overlays />
    </Suspense>
  ) : null
}
