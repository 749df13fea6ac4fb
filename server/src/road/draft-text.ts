/** A first version of a permission's description, from the operator's facts and what this installation really does. A person finishes it. */
import type { LegalFacts } from '@recado/contract/legal'
import type { RoadFacts, TextLocale } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import type { Use } from './uses.ts'

export interface DraftFacts {
  readonly permission: Permission
  readonly legal: LegalFacts
  readonly facts: RoadFacts
  readonly uses: readonly Use[]
}

export function draftText(locale: TextLocale, given: DraftFacts): string {
  return locale === 'en' ? english(given) : portuguese(given)
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function english({ permission, legal, facts, uses }: DraftFacts): string {
  const isMessaging = permission === 'whatsapp_business_messaging'
  const product = legal.productName || '[product]'
  const users = facts.users || '[who uses it]'
  const clients = facts.clients || '[kind of company]'
  const screens = facts.screens.length > 0 ? facts.screens.join(', ') : '[screens]'
  return [
    isMessaging
      ? `${product}, made by ${legal.companyName || '[company]'}, is where ${users} at ${clients} answer their customers on WhatsApp. It asks for ${permission} because answering is what these people do in it.`
      : `At ${clients}, an administrator prepares WhatsApp for the team in ${product}. ${permission} is what lets that administrator work on the company’s own account and nobody else’s.`,
    isMessaging ? 'On screen, a person can:' : 'The administrator can:',
    ...uses.map((use) => `- ${use.en} (${use.call})`),
    ...(isMessaging && facts.daily !== '' ? ['A day with it:', ...lines(facts.daily).map((line) => `- ${line}`)] : []),
    isMessaging
      ? `The reviewer sees this on the screens ${screens}.`
      : `All of it is on the screens ${screens}; the recording shows a template being written, submitted and given its status.`,
    isMessaging
      ? `Stored are the phone number or WhatsApp identifier, the profile name, message content and delivery times, in the company’s own workspace, for as long as its contract lasts and up to ${legal.retentionMonths} months after. Nobody outside that company reads them.`
      : `Read and stored are account and number identifiers, template contents and states, and quality and limits; the access token is kept encrypted. They are deleted when the company disconnects, or ${legal.retentionMonths} months after its contract at the latest.`,
    ...(facts.value !== '' && isMessaging ? [`What it is worth: ${lines(facts.value).join(' ')}`] : []),
    isMessaging
      ? `Without this permission ${product} could show no conversation and carry no answer, which is all that ${users} open it for.`
      : `Without this permission no company could connect an account here, and a template would have to be looked after outside ${product}.`,
  ].join('\n')
}

function portuguese({ permission, legal, facts, uses }: DraftFacts): string {
  const isMessaging = permission === 'whatsapp_business_messaging'
  const product = legal.productName || '[produto]'
  const users = facts.users || '[quem usa]'
  const clients = facts.clients || '[tipo de empresa]'
  const screens = facts.screens.length > 0 ? facts.screens.join(', ') : '[telas]'
  return [
    isMessaging
      ? `${product}, da ${legal.companyName || '[empresa]'}, é onde ${users} de ${clients} respondem aos clientes no WhatsApp. Pede ${permission} porque responder é o que essas pessoas fazem nele.`
      : `Em ${clients}, quem administra prepara o WhatsApp da equipe em ${product}. Com ${permission}, essa pessoa trabalha na conta da própria empresa e em nenhuma outra.`,
    isMessaging ? 'Na tela, a pessoa pode:' : 'Quem administra pode:',
    ...uses.map((use) => `- ${use.pt} (${use.call})`),
    ...(isMessaging && facts.daily !== '' ? ['Um dia de uso:', ...lines(facts.daily).map((line) => `- ${line}`)] : []),
    isMessaging
      ? `O revisor vê isso nas telas ${screens}.`
      : `Tudo está nas telas ${screens}; a gravação mostra um modelo sendo escrito, enviado e recebendo a situação.`,
    isMessaging
      ? `Ficam guardados o número ou identificador do WhatsApp, o nome do perfil, o conteúdo e os horários de entrega, no espaço da própria empresa, enquanto durar o contrato e até ${legal.retentionMonths} meses depois. Ninguém de fora dessa empresa os lê.`
      : `São lidos e guardados identificadores de conta e número, conteúdo e situação de modelos, qualidade e limites; a chave de acesso fica cifrada. São apagados quando a empresa desconecta, ou no máximo ${legal.retentionMonths} meses após o contrato.`,
    ...(facts.value !== '' && isMessaging ? [`O que isso vale: ${lines(facts.value).join(' ')}`] : []),
    isMessaging
      ? `Sem esta permissão ${product} não mostraria conversa nem levaria resposta, que é o motivo de ${users} abrirem a tela.`
      : `Sem esta permissão nenhuma empresa conectaria a conta aqui, e os modelos teriam de ser cuidados fora de ${product}.`,
  ].join('\n')
}
