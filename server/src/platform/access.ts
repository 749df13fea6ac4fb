import type { Ability } from '@recado/contract/team'
import { Refusal } from './errors.ts'
import type { Scope } from './scope.ts'

/** Deny by default: an actor has an ability when the database said so for this very request. The system itself has all. */
export function can(scope: Scope, ability: Ability): boolean {
  return scope.actor.kind === 'system' || scope.actor.abilities.has(ability)
}

/** First line of a command or query. */
export function requireAbility(scope: Scope, ability: Ability): void {
  if (!can(scope, ability)) throw new Refusal('not_allowed', `This needs the ability ${ability}`, { ability })
}
