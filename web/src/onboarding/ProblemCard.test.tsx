import { MantineProvider } from '@mantine/core'
import { signupProblem } from '@recado/contract/onboarding'
import { createInstance } from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { describe, expect, test } from 'vitest'
import en from '../i18n/en/signup.ts'
import es from '../i18n/es/signup.ts'
import pt from '../i18n/pt-BR/signup.ts'
import { ProblemCard } from './ProblemCard.tsx'

const FACTS = {
  missing: 'history',
  callbackUrl: 'https://recado.example/webhooks/whatsapp',
  address: 'https://elsewhere.example',
  configuration: '555000111',
  account: 'Padaria Aurora',
  meta: 'Words of Meta',
  code: '131009',
}

async function drawn(language: string, words: object, problem: (typeof signupProblem.options)[number]): Promise<string> {
  const i18n = createInstance()
  await i18n
    .use(initReactI18next)
    .init({ lng: language, resources: { [language]: { signup: words } }, interpolation: { escapeValue: false } })
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <ProblemCard problem={problem} facts={FACTS} retry={() => undefined} />
      </MantineProvider>
    </I18nextProvider>,
  )
  return html.replaceAll(/<[^>]+>/g, '\n')
}

const filled = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: keyof typeof FACTS) => FACTS[name])
const unescaped = (html: string) => html.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe.each([
  ['pt-BR', pt],
  ['en', en],
  ['es', es],
])('every failure, in %s', (language, words) => {
  test.each(signupProblem.options)('%s says what happened, why, and the way out', async (problem) => {
    const text = unescaped(await drawn(language, words, problem))
    for (const said of Object.values(words.problem[problem])) expect(text).toContain(filled(said))
    expect(text).not.toContain('{{')
    expect(text).toContain('Words of Meta')
  })
})
