import words from '@recado/contract/doctor-words/en'
import type { Translated } from '../areas.ts'
import type source from '../pt-BR/doctor.ts'

export default {
  ...words,
  heading: 'Doctor',
  hint: 'Everything that has to be right for this number to work, asked of Meta now.',
  hintAccount: 'Everything that has to be right for this account to work, asked of Meta now.',
  area: {
    token: 'Access token',
    account: 'WhatsApp account',
    number: 'Number',
    app: 'App at Meta',
    server: 'This server, seen from outside',
  },
  state: { good: 'Good', warning: 'Warning', broken: 'Broken', unknown: 'Unknown' },
  checking: 'Checking: {{done, number}} of {{total, number}}',
  result: {
    fine: 'Everything is right',
    broken_one: '{{count, number}} thing is broken',
    broken_other: '{{count, number}} things are broken',
    warning_one: '{{count, number}} that needs attention',
    warning_other: '{{count, number}} that need attention',
    unknown_one: '{{count, number}} that could not be found out',
    unknown_other: '{{count, number}} that could not be found out',
  },
  again: 'Check again',
  copy: 'Copy report',
  copied: 'Report copied',
  copyHint: 'Plain text for support, without tokens or secrets.',
  at: 'checked {{when}}',
  whyLabel: 'Why it matters:',
  todoLabel: 'What to do:',
  failed: 'This part could not be checked',
  mend: {
    webhooks: 'Bring to Recado',
    read: 'Read the number again',
    register: 'Register with the kept PIN',
    templates: 'Sync templates',
    app: 'Write the address into the app',
  },
  mendOf: '{{mend}}: {{what}}',
  mended: 'Done. Checking again.',
  place: { here: 'Go there', meta: 'Open at Meta' },
  report: {
    title: 'Recado: doctor of {{at}}',
    number: 'Number {{phone}}, id {{id}}',
    account: 'Account {{name}}, id {{id}}',
    sandbox: 'Test number of the simulator',
  },
} as const satisfies Translated<typeof source>
