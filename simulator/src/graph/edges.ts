/** Every edge there is, by kind of node: "METHOD edge". */
import { askPhone } from '../coexistence/app-data.ts'
import type { Json } from '../world/records.ts'
import type { NodeKind } from '../world/world.ts'
import { appPermissions, connectedClients, deleteSubscription, getApp, listSubscriptions, saveSubscription } from './app.ts'
import { changeBlocked, listBlocked } from './block-users.ts'
import type { AccountCall, AppCall, NumberCall } from './call.ts'
import { deleteUsername, getOfficial, getUsername, requestOfficial, requestUsername, suggestUsernames } from './identity.ts'
import { deleteMedia, getMedia, uploadMedia } from './media.ts'
import { addNumber, getNumber, listNumbers, updateNumber } from './number.ts'
import { getProfile, updateProfile } from './profile.ts'
import { deleteCode, listCodes, saveCode } from './qr-codes.ts'
import { deregister, register, requestCode, verifyCode } from './registration.ts'
import { getSettings, updateSettings } from './settings.ts'
import { getCommerce, listCatalogs, updateAutomation, updateCommerce } from './shop.ts'
import { templateAnalytics } from './templates/analytics.ts'
import { createTemplate, deleteTemplates, editTemplate, getTemplate, listTemplates } from './templates/edges.ts'
import { storeAway, unpauseTemplate } from './templates/life-edges.ts'
import { migrateTemplates } from './templates/migrate.ts'
import { openUpload } from './uploads.ts'
import { getBusiness, getWaba, listFlows, listOwned, listSubscribed, subscribe, unsubscribe, updateWaba } from './waba.ts'

type Edge<Call> = (call: Call) => Json | Promise<Json>
type Edges<Call> = Readonly<Record<string, Edge<Call>>>

export const APP_EDGES: Edges<AppCall> = {
  'GET ': getApp,
  'GET subscriptions': listSubscriptions,
  'POST subscriptions': saveSubscription,
  'DELETE subscriptions': deleteSubscription,
  'GET permissions': appPermissions,
  'GET connected_client_businesses': connectedClients,
  'POST uploads': openUpload,
}

export const NUMBER_EDGES: Edges<NumberCall> = {
  'GET ': getNumber,
  'POST ': updateNumber,
  'POST request_code': requestCode,
  'POST verify_code': verifyCode,
  'POST register': register,
  'POST deregister': deregister,
  'GET whatsapp_business_profile': getProfile,
  'POST whatsapp_business_profile': updateProfile,
  'GET settings': getSettings,
  'POST settings': updateSettings,
  'GET whatsapp_commerce_settings': getCommerce,
  'POST whatsapp_commerce_settings': updateCommerce,
  'POST conversational_automation': updateAutomation,
  'GET username': getUsername,
  'POST username': requestUsername,
  'DELETE username': deleteUsername,
  'GET username_suggestions': suggestUsernames,
  'GET official_business_account': getOfficial,
  'POST official_business_account': requestOfficial,
  'GET message_qrdls': listCodes,
  'POST message_qrdls': saveCode,
  'DELETE message_qrdls': deleteCode,
  'GET block_users': listBlocked,
  'POST block_users': changeBlocked,
  'DELETE block_users': changeBlocked,
  'POST media': uploadMedia,
  'POST smb_app_data': askPhone,
}

export const ACCOUNT_EDGES: Readonly<Record<Exclude<NodeKind, 'number'>, Edges<AccountCall>>> = {
  waba: {
    'GET ': getWaba,
    'POST ': updateWaba,
    'GET phone_numbers': listNumbers,
    'POST phone_numbers': addNumber,
    'GET subscribed_apps': listSubscribed,
    'POST subscribed_apps': subscribe,
    'DELETE subscribed_apps': unsubscribe,
    'GET product_catalogs': listCatalogs,
    'GET flows': listFlows,
    'GET message_templates': listTemplates,
    'POST message_templates': createTemplate,
    'DELETE message_templates': deleteTemplates,
    'GET template_analytics': templateAnalytics,
    'POST migrate_message_templates': migrateTemplates,
    'POST message_templates/archive': storeAway,
    'POST message_templates/unarchive': storeAway,
  },
  template: { 'GET ': getTemplate, 'POST ': editTemplate, 'POST unpause': unpauseTemplate },
  media: { 'GET ': getMedia, 'DELETE ': deleteMedia },
  business: { 'GET ': getBusiness, 'GET owned_whatsapp_business_accounts': listOwned, 'GET client_whatsapp_business_accounts': listOwned },
}
