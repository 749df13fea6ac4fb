import { deferred, OnDemand } from '../ui/on-demand.tsx'
import { UserButton } from './UserButton.tsx'

const MENU = deferred(() => import('./UserMenuWhole.tsx'))

export function UserMenu() {
  return <OnDemand menu={MENU} standIn={(props) => <UserButton {...props} />} whole={{}} />
}
