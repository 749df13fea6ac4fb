import type { NumberView } from '@recado/contract/numbers'
import type { OpeningHours } from '@recado/contract/opening-hours'
import type { NumberRow } from './access.ts'

/** The access token never leaves; its last four characters do, to recognise it. */
export function presentNumber(row: NumberRow): NumberView {
  return {
    id: row.id,
    phoneNumberId: row.phone_number_id,
    wabaId: row.waba_id,
    wabaName: row.waba_name,
    kind: row.kind,
    displayPhoneNumber: row.display_phone_number,
    verifiedName: row.verified_name,
    status: row.status,
    qualityRating: row.quality_rating,
    throughputLevel: row.throughput_level,
    messagingLimit: row.messaging_limit,
    isCoexistence: row.is_coexistence,
    tokenState: row.token_state,
    tokenHint: row.token_hint,
    pausedUntil: row.paused_until?.toISOString() ?? null,
    pausedBecause: row.paused_because,
    metaReadAt: row.meta_read_at?.toISOString() ?? null,
    missingSince: row.missing_since?.toISOString() ?? null,
    templatesSyncedAt: row.templates_synced_at?.toISOString() ?? null,
    defaultTeamId: row.default_team_id,
    hours: row.hours as OpeningHours | null, // jsonb written by change-settings.ts
    awayText: row.away_text,
    createdAt: row.created_at.toISOString(),
  }
}
