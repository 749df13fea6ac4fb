/** Every call our Graph client can make, with what it is given. Held against Meta's file by graph-client.test.ts. */
import { isObject } from '@recado/cloud-api/json'
import type { ClaimedJob } from '../../server/src/outbound/claim.ts'
import * as accounts from '../../server/src/outbound/graph-accounts.ts'
import * as blocks from '../../server/src/outbound/graph-blocks.ts'
import type { GraphClient, GraphTarget } from '../../server/src/outbound/graph-client.ts'
import * as coexistence from '../../server/src/outbound/graph-coexistence.ts'
import * as flows from '../../server/src/outbound/graph-flows.ts'
import * as assets from '../../server/src/outbound/graph-number-assets.ts'
import * as identity from '../../server/src/outbound/graph-number-identity.ts'
import * as settings from '../../server/src/outbound/graph-number-settings.ts'
import * as numbers from '../../server/src/outbound/graph-numbers.ts'
import * as registration from '../../server/src/outbound/graph-registration.ts'
import * as signup from '../../server/src/outbound/graph-signup.ts'
import * as analytics from '../../server/src/outbound/graph-template-analytics.ts'
import * as templates from '../../server/src/outbound/graph-templates.ts'
import * as webhooks from '../../server/src/outbound/graph-webhooks.ts'
import { requestOf } from '../../server/src/outbound/request.ts'

const TEXT = { phone: '5511999990001', bsuid: null, contextWamid: null, type: 'text', content: { body: 'Olá', preview_url: false } }
const TEMPLATE = {
  name: 'pedido',
  language: { code: 'pt_BR', policy: 'deterministic' }, // as templates/fill-template.ts stores it
  components: [
    { type: 'header', parameters: [{ type: 'image', image: { id: '1037543291543636' } }] },
    { type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
    { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'A1' }] },
  ],
}
const app = (target: GraphTarget) => ({ id: '900', secret: 'secret', baseUrl: target.baseUrl })
const payload = (job: Partial<typeof TEXT> | object) => requestOf({ ...TEXT, ...job } as unknown as ClaimedJob, 'm1.reference') ?? {}
export const ids = { wabaId: '102290129340398', phoneNumberId: '106540352242922', templateId: '594425479261596' }

const PROFILE = {
  about: 'Pão quente desde 1987',
  address: 'Rua das Flores, 10',
  description: 'Padaria de bairro',
  email: 'oi@example.com',
  websites: ['https://example.com'],
  vertical: 'RESTAURANT',
  profile_picture_handle: '4::aW1hZ2UvcG5n:ARb',
}

/** Every call there is, by the operation it means in Meta's file; null where the file has none. */
export interface Call {
  readonly operation: string | null
  readonly call: (graph: GraphClient, target: GraphTarget) => Promise<unknown>
  /** Where Meta's file is evidently wrong about the body: how ours is bent before it is held against the file, and the evidence. */
  readonly mended?: { readonly because: string; readonly mend: (body: unknown) => unknown }
}

const lowerCase = {
  because: 'the file writes these words in lower case, and has visible/hidden for an icon that the documentation calls DEFAULT/DISABLE_ALL',
  mend: (body: unknown): unknown => JSON.parse(JSON.stringify(body).toLowerCase().replace('"default"', '"visible"')),
}

export const CALLS: Readonly<Record<string, Call>> = {
  'a text': { operation: 'sendMessage', call: (graph, target) => graph.sendMessage(target, ids.phoneNumberId, payload({})) },
  'a text that quotes': {
    operation: 'sendMessage',
    call: (graph, target) => graph.sendMessage(target, ids.phoneNumberId, payload({ contextWamid: 'wamid.A' })),
  },
  'a text to a user whose phone is hidden': {
    operation: 'sendMessage',
    call: (graph, target) => graph.sendMessage(target, ids.phoneNumberId, payload({ phone: null, bsuid: 'BR.1502576394655843' })),
  },
  'a template': {
    operation: 'sendMessage',
    call: (graph, target) => graph.sendMessage(target, ids.phoneNumberId, payload({ type: 'template', content: TEMPLATE })),
  },
  'a read receipt': { operation: 'sendMessage', call: (graph, target) => graph.markRead(target, ids.phoneNumberId, 'wamid.A', false) },
  'a typing indicator': { operation: 'sendMessage', call: (graph, target) => graph.markRead(target, ids.phoneNumberId, 'wamid.A', true) },
  readWaba: { operation: 'getWhatsAppBusinessAccountDetails', call: (graph, target) => numbers.readWaba(graph, target, ids.wabaId) },
  readAccount: { operation: 'getWhatsAppBusinessAccountDetails', call: (graph, target) => accounts.readAccount(graph, target, ids.wabaId) },
  // Of coexistence, which the file leaves out.
  askPhoneFor: { operation: null, call: (graph, target) => coexistence.askPhoneFor(graph, target, ids.phoneNumberId, 'history') },
  readNumber: { operation: 'getPhoneNumberById', call: (graph, target) => numbers.readNumber(graph, target, ids.phoneNumberId) },
  readHealth: { operation: 'getPhoneNumberById', call: (graph, target) => numbers.readHealth(graph, target, ids.phoneNumberId) },
  answersSensibly: { operation: 'getPhoneNumberById', call: (graph, target) => numbers.answersSensibly(graph, target, ids.phoneNumberId) },
  findNumber: { operation: 'getWhatsAppBusinessAccountPhoneNumbers', call: (graph, target) => numbers.findNumber(graph, target, ids) },
  subscribeApp: { operation: 'subscribeToWabaWebhooks', call: (graph, target) => numbers.subscribeApp(graph, target, ids.wabaId) },
  unsubscribeApp: { operation: 'unsubscribeFromWabaWebhooks', call: (graph, target) => numbers.unsubscribeApp(graph, target, ids.wabaId) },
  readProfile: { operation: 'getWhatsAppBusinessProfile', call: (graph, target) => assets.readProfile(graph, target, ids.phoneNumberId) },
  changeProfile: {
    operation: 'updateWhatsAppBusinessProfileInformation',
    call: (graph, target) => assets.changeProfile(graph, target, { phoneNumberId: ids.phoneNumberId, change: PROFILE }),
  },
  uploadSmallFile: {
    operation: null,
    call: (graph, target) =>
      assets.uploadSmallFile(graph, target, { appId: '1', file: { name: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') } }),
  },
  readQrCodes: { operation: 'listAllQrCodes', call: (graph, target) => assets.readQrCodes(graph, target, ids.phoneNumberId) },
  saveQrCode: {
    operation: 'createOrUpdateQrCode',
    call: (graph, target) =>
      assets.saveQrCode(graph, target, { phoneNumberId: ids.phoneNumberId, code: undefined, prefilledMessage: 'Quero um bolo' }),
  },
  deleteQrCode: {
    operation: 'deleteIndividualQrCode',
    call: (graph, target) => assets.deleteQrCode(graph, target, { phoneNumberId: ids.phoneNumberId, code: 'ANED2T5QRU7HGA' }),
  },
  readWebhookLevels: {
    operation: 'getPhoneNumberById',
    call: (graph, target) => webhooks.readWebhookLevels(graph, target, ids.phoneNumberId),
  },
  readFlows: { operation: 'listFlows', call: (graph, target) => flows.readFlows(graph, target, ids.wabaId) },
  readSubscribedApps: {
    operation: 'getAllSubscriptionsForAWaba',
    call: (graph, target) => webhooks.readSubscribedApps(graph, target, ids.wabaId),
  },
  clearNumberWebhook: {
    operation: 'updatePhoneNumberStatus',
    call: (graph, target) => webhooks.clearNumberWebhook(graph, target, ids.phoneNumberId),
  },
  sendNumberWebhooksTo: {
    operation: 'updatePhoneNumberStatus',
    call: (graph, target) =>
      webhooks.sendNumberWebhooksTo(graph, target, {
        phoneNumberId: ids.phoneNumberId,
        url: 'https://recado.example/webhooks/whatsapp',
        verifyToken: 'rv-x',
      }),
  },
  sendWebhooksTo: {
    operation: 'subscribeToWabaWebhooks',
    call: (graph, target) =>
      webhooks.sendWebhooksTo(graph, target, { wabaId: ids.wabaId, url: 'https://recado.example/webhooks/whatsapp', verifyToken: 'rv-x' }),
  },
  changeBlocked: {
    operation: 'blockUserS',
    call: (graph, target) =>
      blocks.changeBlocked(graph, target, { phoneNumberId: ids.phoneNumberId, block: true, users: ['+5511999990001'] }),
  },
  'changeBlocked, back': {
    operation: 'unblockUserS',
    call: (graph, target) =>
      blocks.changeBlocked(graph, target, { phoneNumberId: ids.phoneNumberId, block: false, users: ['+5511999990001'] }),
  },
  readBlocked: { operation: 'getBlockedUsers', call: (graph, target) => blocks.readBlocked(graph, target, ids.phoneNumberId) },
  readBlockedPage: {
    operation: 'getBlockedUsers',
    call: (graph, target) => blocks.readBlockedPage(graph, target, { phoneNumberId: ids.phoneNumberId, limit: 50, after: 'QVFI' }),
  },
  readName: { operation: 'getPhoneNumberById', call: (graph, target) => identity.readName(graph, target, ids.phoneNumberId) },
  askForName: {
    operation: 'updatePhoneNumberStatus',
    call: (graph, target) => identity.askForName(graph, target, ids.phoneNumberId, 'Padaria Aurora'),
  },
  readUsername: { operation: null, call: (graph, target) => identity.readUsername(graph, target, ids.phoneNumberId) },
  askForUsername: {
    operation: null,
    call: (graph, target) =>
      identity.askForUsername(graph, target, { phoneNumberId: ids.phoneNumberId, username: 'padaria', takeOver: false }),
  },
  deleteUsername: { operation: null, call: (graph, target) => identity.deleteUsername(graph, target, ids.phoneNumberId) },
  readUsernameSuggestions: { operation: null, call: (graph, target) => identity.readUsernameSuggestions(graph, target, ids.phoneNumberId) },
  askForOfficial: {
    operation: 'GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost',
    call: (graph, target) =>
      identity.askForOfficial(graph, target, ids.phoneNumberId, {
        business_website_url: 'https://example.com',
        primary_country_of_operation: 'BR',
        primary_language: 'pt_BR',
      }),
    mended: {
      because: 'the file wraps another application in an action; the documentation has these fields at the top',
      mend: (body) => ({
        action: 'SUBMIT_APPLICATION',
        application_data: { website_url: isObject(body) ? body['business_website_url'] : null },
      }),
    },
  },
  readSettings: { operation: 'getPhoneNumberSettings', call: (graph, target) => settings.readSettings(graph, target, ids.phoneNumberId) },
  changeSetting: {
    operation: 'updatePhoneNumberSettings',
    call: (graph, target) =>
      settings.changeSetting(graph, target, ids.phoneNumberId, { calling: { status: 'ENABLED', call_icon_visibility: 'DEFAULT' } }),
    mended: lowerCase,
  },
  readShop: { operation: 'getCommerceSettings', call: (graph, target) => settings.readShop(graph, target, ids.phoneNumberId) },
  changeShop: {
    operation: 'setOrUpdateCommerceSettings',
    call: (graph, target) => settings.changeShop(graph, target, ids.phoneNumberId, { hasCart: true, showsCatalog: false }),
  },
  readCatalogs: { operation: null, call: (graph, target) => settings.readCatalogs(graph, target, ids.wabaId) },
  readStarters: { operation: 'getPhoneNumberById', call: (graph, target) => settings.readStarters(graph, target, ids.phoneNumberId) },
  changeStarters: {
    operation: 'configureConversationalAutomation',
    call: (graph, target) =>
      settings.changeStarters(graph, target, {
        phoneNumberId: ids.phoneNumberId,
        prompts: ['Ver o cardápio'],
        commands: [{ name: 'pedido', hint: 'Fazer um pedido' }],
      }),
  },
  exchangeCode: { operation: null, call: (graph, target) => signup.exchangeCode(graph, app(target), 'AQcode') },
  readGrant: { operation: null, call: (graph, target) => signup.readGrant(graph, app(target), 'EAAtoken') },
  readAppWebhook: { operation: null, call: (graph, target) => signup.readAppWebhook(graph, app(target)) },
  readSharedNumbers: {
    operation: 'getWhatsAppBusinessAccountPhoneNumbers',
    call: (graph, target) => signup.readSharedNumbers(graph, target, ids.wabaId),
  },
  registerNumber: {
    operation: 'registerWhatsAppBusinessPhoneNumber',
    call: (graph, target) => registration.registerNumber(graph, target, ids.phoneNumberId, '246810'),
  },
  deregisterNumber: {
    operation: 'deregisterPhoneNumber',
    call: (graph, target) => registration.deregisterNumber(graph, target, ids.phoneNumberId),
  },
  setPin: {
    operation: 'updatePhoneNumberStatus',
    call: (graph, target) => registration.setPin(graph, target, ids.phoneNumberId, '246810'),
  },
  requestCode: {
    operation: 'requestVerificationCode',
    call: (graph, target) =>
      registration.requestCode(graph, target, { phoneNumberId: ids.phoneNumberId, method: 'SMS', language: 'pt_BR' }),
  },
  verifyCode: {
    operation: 'verifyPhoneNumberCode',
    call: (graph, target) => registration.verifyCode(graph, target, ids.phoneNumberId, '246810'),
  },
  readRegistration: {
    operation: 'getPhoneNumberById',
    call: (graph, target) => registration.readRegistration(graph, target, ids.phoneNumberId),
  },
  addNumber: {
    operation: 'createWhatsAppBusinessAccountPhoneNumber',
    call: (graph, target) =>
      registration.addNumber(graph, target, {
        wabaId: ids.wabaId,
        countryCode: '55',
        phoneNumber: '1140000001',
        verifiedName: 'Padaria Aurora',
        moves: true,
      }),
  },
  readToken: { operation: null, call: (graph, target) => numbers.readToken(graph, target, null) },
  readTemplatePage: {
    operation: 'getTemplateByNameDefaultFields',
    call: (graph, target) => templates.readTemplatePage(graph, target, { wabaId: ids.wabaId, after: 'MTAw', limit: 500 }),
  },
  readTemplate: {
    operation: 'getTemplateByIdDefaultFields',
    call: (graph, target) => templates.readTemplate(graph, target, ids.templateId),
  },
  readLibraryPage: {
    operation: null,
    call: (graph, target) => templates.readLibraryPage(graph, target, { search: 'pedido', language: 'pt_BR', limit: 50 }),
  },
  editTemplateAtMeta: {
    operation: 'editTemplate',
    call: (graph, target) => templates.editTemplateAtMeta(graph, target, ids.templateId, { components: [{ type: 'BODY', text: 'Olá!' }] }),
  },
  unpauseTemplateAtMeta: {
    operation: null,
    call: (graph, target) => templates.unpauseTemplateAtMeta(graph, target, ids.templateId),
  },
  migrateTemplatesAtMeta: {
    operation: null,
    call: (graph, target) => templates.migrateTemplatesAtMeta(graph, target, { from: '1', to: ids.wabaId, ids: [ids.templateId] }),
  },
  readTemplateAnalytics: {
    operation: null,
    call: (graph, target) =>
      analytics.readTemplateAnalytics(graph, target, {
        wabaId: ids.wabaId,
        templateId: ids.templateId,
        start: 1_763_769_600,
        end: 1_763_856_000,
        after: null,
      }),
  },
  enableInsightsAtMeta: { operation: null, call: (graph, target) => analytics.enableInsightsAtMeta(graph, target, ids.wabaId) },
  putTemplateAway: {
    operation: null,
    call: (graph, target) => templates.putTemplateAway(graph, target, { wabaId: ids.wabaId, id: ids.templateId, verb: 'archive' }),
  },
  deleteTemplateAtMeta: {
    operation: 'deleteTemplateByName',
    call: (graph, target) => templates.deleteTemplateAtMeta(graph, target, ids.wabaId, { id: ids.templateId, name: 'pedido' }),
  },
  createTemplateAtMeta: {
    operation: 'createAuthenticationTemplateWOtpCopyCodeButton',
    call: (graph, target) =>
      templates.createTemplateAtMeta(graph, target, ids.wabaId, {
        name: 'pedido',
        language: 'pt_BR',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Olá!' }],
      }),
  },
}
