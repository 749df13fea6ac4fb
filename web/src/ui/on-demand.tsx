import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense, useState } from 'react'

/** What the stand-in button needs, so that it behaves like the target of a closed menu. */
export interface StandIn {
  'aria-haspopup': 'menu'
  'aria-expanded': false
  onClick(): void
  onPointerEnter(): void
  onFocus(): void
}

export interface Deferred<P extends object> {
  load(): Promise<unknown>
  Whole: LazyExoticComponent<ComponentType<P>>
}

export function deferred<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Deferred<P> {
  return { load, Whole: lazy(load) }
}

interface Props<P extends object> {
  menu: Deferred<P>
  standIn(props: StandIn): ReactNode
  /** For the menu itself, which opens as soon as it is there: the click has happened. */
  whole: NoInfer<P>
}

/**
 * A menu that is fetched when somebody reaches for it, with a stand-in button until then. Menus are the heaviest thing of the first
 * screen, and most of the time nobody opens one.
 */
export function OnDemand<P extends object>({ menu: { load, Whole }, standIn, whole }: Props<P>) {
  const [wanted, setWanted] = useState(false)
  const preload = () => void load()
  const button = standIn({
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onPointerEnter: preload,
    onFocus: preload,
  })
  return wanted ? (
    <Suspense fallback={button}>
      <Whole {...whole} />
    </Suspense>
  ) : (
    button
  )
}
