import type { Translated } from '../areas.ts'
import type source from '../pt-BR/session.ts'

export default {
  signIn: {
    title: 'Sign in to Recado',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    noAccount: 'No account? Ask whoever runs the workspace for an invitation link.',
    forgot: 'Forgot the password? Only who knows the current one can change it. Ask for an invitation to another e-mail.',
    again: 'Sign in and we go back to where you were.',
    setupOpen: 'This installation has no account yet. Open the one-time link shown on the console of whoever started it.',
  },
  invite: {
    title: 'Invitation to {{workspace}}',
    from: '{{name}} invited you as {{role}}.',
    fromNobody: 'You were invited as {{role}}.',
    validUntil: 'The invitation is valid until {{when}}.',
    name: 'Your name',
    nameHint: 'Your colleagues see this name beside what you answer.',
    email: 'E-mail',
    password: 'Choose a password',
    submit: 'Create account and sign in',
    join: 'Join {{workspace}}',
    joinAs: 'You are signed in as {{name}} ({{email}}).',
    otherAccount: 'Use another account',
    hasAccount: 'There is an account for {{email}} already. Sign in with it to accept.',
    signInFirst: 'Sign in to accept',
    haveAccount: 'I have an account',
    forOther: 'This invitation is for {{invited}} and you are signed in as {{email}}.',
    already: 'You are in {{workspace}} already.',
    open: 'Go to the inbox',
  },
  expired: {
    title: 'This invitation is no longer valid',
    body: 'Invitations are valid for 7 days and once, and can be revoked. Ask whoever invited you for a new one.',
    signIn: 'Sign in with the account I have',
  },
  password: {
    rule: 'At least 10 characters. A sentence serves well.',
    tooShort_one: '{{count, number}} character missing.',
    tooShort_other: '{{count, number}} characters missing.',
  },
  footer: { at: 'Installation at {{host}}', open: 'Open source' },
} satisfies Translated<typeof source>
