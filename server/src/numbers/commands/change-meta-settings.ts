/** Settings, shop and conversation starters of a number. They live at Meta alone. */
import type { SettingsFacts } from '@recado/cloud-api/number-settings'
import type { CallingWish, CommerceWish, MetaSettings, NumberStarters, StartersWish, StorageWish } from '@recado/contract/meta-settings'
import type { GraphClient } from '../../outbound/graph-client.ts'
import {
  changeSetting,
  changeShop,
  changeStarters,
  readCatalogs,
  readSettings,
  readShop,
  readStarters,
} from '../../outbound/graph-number-settings.ts'
import type { Scope } from '../../platform/scope.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import type { NumberTarget } from '../graph-target.ts'

export async function readMetaSettings(scope: Scope, deps: MetaDeps, number: string): Promise<MetaSettings> {
  const question = { number, ability: 'numbers.read', what: 'show its settings' } as const
  const { settings, shop, catalogs } = await askMeta(scope, deps, question, readAll)
  return { ...presentSettings(settings), commerce: shop, catalogs, readAt: scope.now.toISOString() }
}

/** The shop's part may be refused alone: not every token may see catalogues. */
async function readAll(graph: GraphClient, { target, phoneNumberId, wabaId }: NumberTarget) {
  const settings = await readSettings(graph, target, phoneNumberId)
  if (!settings.ok) return settings
  const shop = await readShop(graph, target, phoneNumberId)
  const catalogs = await readCatalogs(graph, target, wabaId)
  return {
    ok: true,
    value: { settings: settings.value, shop: shop.ok ? shop.value : null, catalogs: catalogs.ok ? catalogs.value : null },
  } as const
}

const isOn = (status: string | null | undefined): boolean => status?.toUpperCase() === 'ENABLED'

function presentSettings(facts: SettingsFacts): Omit<MetaSettings, 'commerce' | 'catalogs' | 'readAt'> {
  const { calling, storage_configuration: storage } = facts
  const hours = calling?.call_hours
  return {
    calling: calling
      ? {
          isOn: isOn(calling.status),
          showsIcon: calling.call_icon_visibility !== 'DISABLE_ALL',
          asksCallback: isOn(calling.callback_permission_status),
          hours:
            hours && isOn(hours.status)
              ? {
                  timezone: hours.timezone_id ?? '',
                  week: hours.weekly_operating_hours.map((each) => ({
                    day: each.day_of_week,
                    open: each.open_time,
                    close: each.close_time,
                  })),
                }
              : null,
          hasSip: isOn(calling.sip?.status),
        }
      : null,
    checksIdentity: facts.user_identity_change?.enable_identity_key_check ?? null,
    storage: storage
      ? { kind: storage.status ?? 'DEFAULT', region: storage.data_localization_region, retentionMinutes: storage.retention_minutes ?? null }
      : null,
    isPayloadEncrypted: facts.payload_encryption ? isOn(facts.payload_encryption.status) : null,
  }
}

const onOff = (isOnNow: boolean) => (isOnNow ? 'ENABLED' : 'DISABLED')

export function changeCalling(scope: Scope, deps: MetaDeps, number: string, wish: CallingWish): Promise<MetaSettings> {
  const { hours } = wish
  const calling = {
    status: onOff(wish.isOn),
    call_icon_visibility: wish.showsIcon ? 'DEFAULT' : 'DISABLE_ALL',
    callback_permission_status: onOff(wish.asksCallback),
    call_hours:
      hours === null
        ? { status: 'DISABLED' }
        : {
            status: 'ENABLED',
            timezone_id: hours.timezone,
            weekly_operating_hours: hours.week.map(({ day, open, close }) => ({ day_of_week: day, open_time: open, close_time: close })),
          },
  }
  return changeOne(scope, deps, number, { calling })
}

export function changeIdentityCheck(scope: Scope, deps: MetaDeps, number: string, wanted: boolean): Promise<MetaSettings> {
  return changeOne(scope, deps, number, { user_identity_change: { enable_identity_key_check: wanted } })
}

export function changeStorage(scope: Scope, deps: MetaDeps, number: string, wish: StorageWish): Promise<MetaSettings> {
  const { kind, region, retentionMinutes } = wish
  const storage_configuration = {
    status: kind,
    ...(kind === 'IN_COUNTRY_STORAGE_ENABLED' && { data_localization_region: region }),
    ...(kind === 'NO_STORAGE_ENABLED' && retentionMinutes !== undefined && { retention_minutes: retentionMinutes }),
  }
  return changeOne(scope, deps, number, { storage_configuration })
}

async function changeOne(scope: Scope, deps: MetaDeps, number: string, feature: Record<string, unknown>): Promise<MetaSettings> {
  const question = { number, ability: 'numbers.connect', what: 'change the setting' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => changeSetting(graph, target, phoneNumberId, feature))
  return readMetaSettings(scope, deps, number)
}

export async function changeCommerce(scope: Scope, deps: MetaDeps, number: string, wish: CommerceWish): Promise<MetaSettings> {
  const question = { number, ability: 'numbers.connect', what: 'change the shop' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => changeShop(graph, target, phoneNumberId, wish))
  return readMetaSettings(scope, deps, number)
}

export async function readNumberStarters(scope: Scope, deps: MetaDeps, number: string): Promise<NumberStarters> {
  const question = { number, ability: 'numbers.read', what: 'show its conversation starters' } as const
  const facts = await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => readStarters(graph, target, phoneNumberId))
  return {
    prompts: facts?.prompts ?? [],
    commands: (facts?.commands ?? []).map(({ command_name, command_description }) => ({ name: command_name, hint: command_description })),
    readAt: scope.now.toISOString(),
  }
}

export async function keepStarters(scope: Scope, deps: MetaDeps, number: string, wish: StartersWish): Promise<NumberStarters> {
  const question = { number, ability: 'numbers.connect', what: 'keep the conversation starters' } as const
  await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => changeStarters(graph, target, { phoneNumberId, ...wish }))
  return readNumberStarters(scope, deps, number)
}
