import type { OnboardingStep } from '@recado/contract/onboarding'
import type { Selectable } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { Schema } from '../platform/schema.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Place } from '../platform/vault.ts'

export type OnboardingRow = Selectable<Schema['onboarding']>
export type StepOfRun = Omit<Selectable<Schema['onboarding_step']>, 'step'> & { readonly step: OnboardingStep }

export function onboardings(scope: TxScope) {
  return scope.db.selectFrom('onboarding').selectAll().where('workspace_id', '=', scope.workspaceId)
}

/** The only way to a run on behalf of a person. */
export async function accessOnboarding(scope: TxScope, id: string): Promise<OnboardingRow> {
  requireAbility(scope, 'numbers.connect')
  const row = await onboardings(scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such onboarding')
  return row
}

export async function stepsOf(scope: TxScope, id: string): Promise<StepOfRun[]> {
  const rows = await scope.db
    .selectFrom('onboarding_step')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('onboarding_id', '=', id)
    .execute()
  return rows as StepOfRun[] // every step is written by this program from the contract's list
}

export const onboardingTokenPlace = (workspaceId: string, id: string): Place => ({
  workspaceId,
  table: 'onboarding',
  column: 'token',
  row: id,
})
