import type { Ability, Role } from '@recado/contract/team'
import { expect, test } from 'vitest'
import type { Actor, Scope } from '../platform/scope.ts'
import { ABILITIES } from '../team/abilities.ts'
import { maySee, maySend } from './visibility.ts'

const as = (actor: Actor): Scope => ({ actor }) as Scope
const person = (role: Role) => as({ kind: 'person', userId: 'u', name: 'Ana', role, abilities: new Set(ABILITIES[role]) })
const key = (...abilities: Ability[]) => as({ kind: 'api_key', keyId: 'k', name: 'loja', abilities: new Set(abilities) })
const system = as({ kind: 'system', name: 'test' })

test.each([
  // who, sees another team's, sends another team's, sends everybody's, sends what is for supervisors
  ['an agent', person('agent'), false, false, true, false],
  ['a supervisor', person('supervisor'), false, false, true, true],
  ['an admin', person('admin'), true, false, true, true],
  ['a key that reads', key('templates.read'), false, false, true, true],
  ['a key that makes templates', key('templates.create'), true, true, true, true],
  ['the system', system, true, true, true, true],
] as const)('%s', (_who, scope, sees, sendsForeign, sendsOpen, sendsKept) => {
  expect(maySee(scope, false)).toBe(sees)
  expect(maySee(scope, true)).toBe(true)
  expect(maySend(scope, 'agent', false)).toBe(sendsForeign)
  expect(maySend(scope, 'agent', true)).toBe(sendsOpen)
  expect(maySend(scope, 'supervisor', true)).toBe(sendsKept)
})
