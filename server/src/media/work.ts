/** What the two tasks of the worker share. */
import type { MediaView } from '@recado/contract/media'
import type { GraphTargets } from '../numbers/graph-target.ts'
import type { GraphClient } from '../outbound/graph-client.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import type { MediaFiles } from './files.ts'
import { type MediaJob, removeMediaJob } from './jobs.ts'

export interface MediaWork {
  readonly files: MediaFiles
  readonly graph: Pick<GraphClient, 'call' | 'openFile' | 'openPicture' | 'sendFile'>
  readonly targets: Pick<GraphTargets, 'ofNumber'>
}

/** Why a task did not come to its end. */
export interface Trouble {
  readonly error: NonNullable<MediaView['error']>
  /** Trying again cannot help. */
  readonly isFinal: boolean
  /** For the log: a word of ours or a code. */
  readonly cause: string
  /** What Meta said, where it said something. */
  readonly meta?: { readonly code: number; readonly title: string; readonly details: string | null }
}

/** There is nothing left to do. */
export async function endJob(scope: Scope, job: MediaJob): Promise<null> {
  await inTransaction(scope, (tx) => removeMediaJob(tx.db, job))
  return null
}
