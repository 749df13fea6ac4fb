import { Navigate } from '@tanstack/react-router'
import { useSections } from './sections.ts'

/** The first part somebody may see. */
export default function SettingsHome() {
  const [first = 'profile'] = useSections()
  return <Navigate to={`/settings/${first}`} replace />
}
