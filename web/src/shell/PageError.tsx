import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorState } from '../ui/states.tsx'

/** A page whose first fetch failed, or that broke. The rail around it keeps working. */
export function PageError({ error }: ErrorComponentProps) {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  useEffect(() => queries.reset(), [queries])
  return <ErrorState error={error} headingLevel={1} retry={() => void router.invalidate()} />
}

/** The same where there is no shell to stand in: who I am could not be found out. */
export function WholeError(props: ErrorComponentProps) {
  return (
    <main>
      <PageError {...props} />
    </main>
  )
}
