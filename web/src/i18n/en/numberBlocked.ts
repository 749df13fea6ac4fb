import type { Translated } from '../areas.ts'
import type source from '../pt-BR/numberBlocked.ts'

export default {
  title: 'Blocked',
  hint: 'Whoever is on this list cannot write to or call this number, and gets nothing from it. The list is Meta’s, read now; contacts follow it.',
  rules:
    'Meta lets you block only those who wrote in the last 24 hours, and keeps up to 64 thousand people per number. Unblocking is always possible.',
  failed: 'The blocked people could not be read',
  count_one: '{{count, number}} person',
  count_other: '{{count, number}} people',
  emptyTitle: 'Nobody is blocked',
  empty: 'To block somebody, look for the contact below or open their record.',
  unknown: 'Not among the contacts',
  more: 'Show more',
  unblock: 'Unblock',
  unblockOf: 'Unblock {{who}}',
  unblocked: '{{who}} unblocked',
  find: 'Block somebody',
  findHint: 'Name or phone of a contact.',
  none: 'No such contact.',
  block: 'Block',
  blockOf: 'Block {{who}}',
  blocked: '{{who}} blocked',
  refusedWindow: 'Meta did not block {{who}}: only those who wrote to this number in the last 24 hours.',
  refused: 'Meta refused {{who}}: “{{words}}”',
} satisfies Translated<typeof source>
