import { type Ability, ability, type Role, role } from '@recado/contract/team'
import { expect, test } from 'vitest'
import { ABILITIES, abilitiesOf, KEY_ABILITIES, mayManage, OPERATOR_ABILITIES } from './abilities.ts'

// Written out, not computed: who may do what is a promise to the people who use it.
const MAY: Record<Ability, readonly Role[]> = {
  'conversations.read': ['owner', 'admin', 'supervisor', 'agent'],
  'conversations.reply': ['owner', 'admin', 'supervisor', 'agent'],
  'contacts.edit': ['owner', 'admin', 'supervisor', 'agent'],
  'contacts.manage': ['owner', 'admin', 'supervisor'],
  'contacts.export': ['owner', 'admin'],
  'templates.read': ['owner', 'admin', 'supervisor', 'agent'],
  'templates.sync': ['owner', 'admin', 'supervisor'],
  'templates.create': ['owner', 'admin'],
  'numbers.read': ['owner', 'admin', 'supervisor', 'agent'],
  'numbers.connect': ['owner', 'admin'],
  'members.read': ['owner', 'admin', 'supervisor', 'agent'],
  'members.manage': ['owner', 'admin'],
  'workspace.manage': ['owner', 'admin'],
  'api_keys.manage': ['owner', 'admin'],
  'workspaces.create': [],
  'installation.manage': [],
}

test.each(ability.options)('%s belongs to exactly the roles that were promised', (word) => {
  expect(role.options.filter((who) => ABILITIES[who].includes(word))).toEqual(MAY[word])
})

test('an operator gets what concerns the installation and nothing inside a workspace', () => {
  expect([...abilitiesOf('agent', true)].filter((word) => !ABILITIES.agent.includes(word))).toEqual([...OPERATOR_ABILITIES])
  expect(OPERATOR_ABILITIES.filter((word) => MAY[word].length > 0)).toEqual([])
})

test('no API key manages people, keys, the workspace or the installation', () => {
  const never: Ability[] = ['members.manage', 'workspace.manage', 'api_keys.manage', 'workspaces.create', 'installation.manage']
  expect(KEY_ABILITIES.filter((word) => never.includes(word))).toEqual([])
})

test.each<[Role, readonly Role[]]>([
  ['owner', ['owner', 'admin', 'supervisor', 'agent']],
  ['admin', ['admin', 'supervisor', 'agent']],
  ['supervisor', []],
  ['agent', []],
])('%s may give and take the roles %j', (mine, theirs) => {
  expect(role.options.filter((other) => mayManage(mine, other))).toEqual(theirs)
})
