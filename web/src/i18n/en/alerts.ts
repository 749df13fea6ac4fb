import kind from '@recado/contract/alert-words/en'
import type { Translated } from '../areas.ts'
import type source from '../pt-BR/alerts.ts'

export default {
  title: 'Alerts',
  hint: 'What Meta changed or refused, from start to end.',
  open: 'Open',
  past: 'Past',
  none: 'Nothing open',
  noneBody: 'When Meta changes or refuses something it shows here, on the bell, and by e-mail to administrators.',
  nonePast: 'No alerts yet.',
  since: 'since {{when}}',
  ended: 'ended {{when}}',
  endedBy: 'resolved by {{who}} {{when}}',
  resolve: 'Mark as resolved',
  resolveOf: 'Mark as resolved: {{title}}',
  quota: 'Meta’s allowance for new clients',
  again: 'Authorise again',
  seeNumber: 'See number',
  more: 'Show more',
  failed: 'The alerts could not be read',
  kind,
} satisfies Translated<typeof source>
