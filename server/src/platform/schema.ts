// Generated from the migrated database by scripts/generate-schema.mjs. Never edited.
import type { ColumnType, Generated as KyselyGenerated } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : KyselyGenerated<T>
type GeneratedAlways<T> = ColumnType<T, never, never>
type Timestamp = ColumnType<Date, Date | string, Date | string>
/** bigint: read as a number (we never pass 2^53), written as a number. */
type Int8 = number
/** Read as parsed JSON, written as its text. */
type Json = ColumnType<unknown, string, string>

export interface Schema {
  account: {
    id: string
    account_id: string
    provider_id: string
    user_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Timestamp | null
    refresh_token_expires_at: Timestamp | null
    scope: string | null
    password: string | null
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
  }
  alert: {
    workspace_id: string
    id: string
    kind: string
    subject: string
    severity: 'danger' | 'warn' | 'info'
    waba: string | null
    number_id: string | null
    facts: Generated<Json>
    opened_at: Timestamp
    ended_at: Timestamp | null
    ended_by: string | null
    mail_due_at: Timestamp | null
    mail_attempts: Generated<number>
  }
  api_key: {
    workspace_id: string
    id: string
    name: string
    hint: string
    key_hash: string
    scopes: string[]
    created_by: string | null
    created_at: Generated<Timestamp>
    last_used_at: Timestamp | null
    revoked_at: Timestamp | null
  }
  app_user_request: {
    id: string
    kind: 'deletion' | 'deauthorization'
    print: string
    confirmation_code: string
    found: Json
    received_at: Generated<Timestamp>
  }
  away_reply: {
    workspace_id: string
    conversation_id: string
    closed_since: string
    state: Generated<'due' | 'sent' | 'skipped'>
    due_at: Generated<Timestamp>
  }
  consent_entry: {
    workspace_id: string
    id: string
    contact_id: string
    word: 'opted_in' | 'opted_out'
    source: 'person' | 'api' | 'import' | 'customer_word' | 'whatsapp_settings' | 'refused_by_meta'
    detail: string | null
    by_id: string | null
    at: Timestamp
  }
  contact: {
    workspace_id: string
    id: string
    name: string | null
    profile_name: string | null
    username: string | null
    phone: string | null
    bsuid: string | null
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
    email: string | null
    company: string | null
    notes: Generated<string>
    language: string | null
    owner_id: string | null
    attributes: Generated<Json>
    consent: Generated<'unknown' | 'opted_in' | 'opted_out'>
    merged_into: string | null
    search: Generated<string>
    place: number | null
    indexed: Generated<Int8>
  }
  contact_attribute: {
    workspace_id: string
    id: string
    name: string
    folded: string
    kind: 'text' | 'number' | 'date' | 'boolean' | 'choice'
    choices: Generated<string[]>
    created_at: Generated<Timestamp>
  }
  contact_block: {
    workspace_id: string
    number_id: string
    contact_id: string
    by_id: string | null
    at: Generated<Timestamp>
  }
  contact_identity: {
    workspace_id: string
    kind: 'phone' | 'bsuid' | 'parent_bsuid'
    value: string
    contact_id: string
  }
  contact_import: {
    workspace_id: string
    id: string
    file_name: string
    kind: 'csv' | 'xlsx'
    file: Buffer | null
    columns: string[]
    sample: Json
    mapping: Json | null
    state: Generated<'uploaded' | 'checking' | 'checked' | 'writing' | 'done' | 'failed'>
    problem: string | null
    total: Generated<number>
    checked: Generated<number>
    faulty: Generated<number>
    added: Generated<number>
    updated: Generated<number>
    by_id: string | null
    lease_until: Timestamp | null
    attempts: Generated<number>
    created_at: Generated<Timestamp>
    finished_at: Timestamp | null
  }
  contact_import_row: {
    workspace_id: string
    import_id: string
    line: number
    fields: Json
    fault: string | null
  }
  contact_merge: {
    workspace_id: string
    id: string
    kept_id: string
    merged_id: string
    cause: 'person' | 'whatsapp'
    by_id: string | null
    at: Timestamp
    undone_at: Timestamp | null
    undone_by: string | null
    moved: Json
  }
  contact_tag: {
    workspace_id: string
    tag_id: string
    contact_id: string
  }
  conversation: {
    workspace_id: string
    id: string
    number_id: string
    contact_id: string
    status: Generated<'pending' | 'open' | 'closed'>
    assignee_id: string | null
    window_expires_at: Timestamp | null
    unread_count: Generated<number>
    waiting_since: Timestamp | null
    last_message_at: Timestamp
    last_message_arrival: Generated<Int8>
    last_message: Json | null
    last_inbound_wamid: string | null
    read_reported_wamid: string | null
    created_at: Generated<Timestamp>
    closed_at: Timestamp | null
    team_id: string | null
  }
  data_key: {
    id: string
    workspace_id: string | null
    wrapped: string
    created_at: Generated<Timestamp>
    retired_at: Timestamp | null
  }
  delivery_batch: {
    id: Generated<Int8>
    received_at: Generated<Timestamp>
    body: Buffer
    lengths: number[]
    apps: number[]
    attempts: Generated<number>
    lease_until: Timestamp | null
    lease_holder: number | null
    done_at: Timestamp | null
  }
  delivery_failure: {
    batch_id: Int8
    place: number
    attempts: number
    run_at: Generated<Timestamp>
    lease_until: Timestamp | null
    lease_holder: number | null
    code: string
    error: string
    dead_at: Timestamp | null
    created_at: Generated<Timestamp>
  }
  event: {
    workspace_id: string
    seq: Int8
    at: Generated<Timestamp>
    type: string
    assignee_id: string | null
    was_assignee_id: string | null
    concerns_conversation: Generated<boolean>
    body: string
  }
  event_head: {
    workspace_id: string
    seq: Int8
    contacts_at: Timestamp | null
  }
  idempotent_answer: {
    workspace_id: string
    key: string
    request_hash: string
    status: number | null
    body: string | null
    created_at: Generated<Timestamp>
  }
  installation: {
    id: Generated<number>
    setup_token_hash: string | null
    setup_done_at: Timestamp | null
    created_at: Generated<Timestamp>
    push_keys: Generated<string>
  }
  invitation: {
    workspace_id: string
    id: string
    email: string | null
    role: 'owner' | 'admin' | 'supervisor' | 'agent'
    token_hash: string
    invited_by: string | null
    expires_at: Timestamp
    accepted_at: Timestamp | null
    accepted_by: string | null
    created_at: Generated<Timestamp>
  }
  legal: {
    id: Generated<number>
    facts: Generated<Json>
    updated_at: Generated<Timestamp>
  }
  legal_text: {
    page: 'privacy' | 'terms' | 'data-deletion'
    locale: 'pt-BR' | 'en' | 'es'
    body: string
    updated_at: Generated<Timestamp>
  }
  media: {
    workspace_id: string
    id: string
    kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
    state: 'waiting' | 'ready' | 'failed'
    conversation_id: string | null
    message_id: string | null
    uploaded_by: string | null
    meta_id: string | null
    expires_at: Timestamp | null
    declared_sha256: string | null
    mime_type: string
    size: Int8 | null
    file_name: string | null
    is_voice: Generated<boolean>
    blob_key: string | null
    error: string | null
    created_at: Generated<Timestamp>
    source_url: string | null
  }
  media_at_meta: {
    workspace_id: string
    blob_key: string
    mime_type: string
    number_id: string
    meta_id: string
    expires_at: Timestamp
  }
  media_blob: {
    workspace_id: string
    key: string
    sha256: string
    size: Int8
    preview_key: string | null
    width: number | null
    height: number | null
    duration_ms: number | null
    waveform: Json | null
    created_at: Generated<Timestamp>
  }
  media_job: {
    workspace_id: string
    media_id: string
    task: 'fetch' | 'upload'
    run_at: Generated<Timestamp>
    expires_at: Timestamp
    attempts: Generated<number>
    lease_until: Timestamp | null
    lease_holder: number | null
  }
  membership: {
    workspace_id: string
    user_id: string
    role: 'owner' | 'admin' | 'supervisor' | 'agent'
    created_at: Generated<Timestamp>
  }
  message: {
    workspace_id: string
    id: string
    conversation_id: string
    direction: 'in' | 'out'
    type: string
    content: Json
    text: string
    sent_at: Timestamp
    arrival: Int8
    wamid: string | null
    context_wamid: string | null
    client_id: string | null
    author_id: string | null
    api_key_id: string | null
    origin: Generated<'customer' | 'inbox' | 'api' | 'phone' | 'automatic'>
    status: 'queued' | 'sending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'unknown' | null
    status_times: Generated<Json>
    error: Json | null
    pricing: Json | null
    raw: Json | null
    created_at: Generated<Timestamp>
    media: Json | null
    marks: Json | null
    edited_at: Timestamp | null
    revoked_at: Timestamp | null
    imported: Generated<boolean>
  }
  meta_app: {
    id: GeneratedAlways<number>
    meta_app_id: string | null
    kind: 'installation' | 'sandbox' | 'workspace'
    workspace_id: string | null
    secret: string
    secret_print: string
    verify_token: string
    created_at: Generated<Timestamp>
    retired_at: Timestamp | null
  }
  number_change: {
    workspace_id: string
    seq: GeneratedAlways<Int8>
    waba: string
    number_id: string | null
    what: 'status' | 'quality' | 'limit' | 'throughput' | 'name' | 'name_status' | 'name_review' | 'phone' | 'mode' | 'official' | 'username' | 'restriction' | 'violation' | 'standing' | 'review' | 'sending' | 'webhooks' | 'listed' | 'connection'
    from_word: string | null
    to_word: string
    facts: Generated<Json>
    source: 'webhook' | 'reading' | 'here'
    at: Timestamp
  }
  number_lane: {
    number_id: string
    owner: string
    lease_until: Timestamp
    holder: number | null
  }
  number_route: {
    phone_number_id: string
    workspace_id: string
    number_id: string
    app_id: number
  }
  onboarding: {
    workspace_id: string
    id: string
    ground: 'meta' | 'sandbox'
    mode: 'cloud' | 'coexistence'
    link_id: string | null
    started_by: string | null
    state: 'running' | 'failed' | 'done' | 'cancelled'
    problem: string | null
    facts: Generated<Json>
    claimed: Json
    app_id: number
    token: Generated<string>
    waba_id: string | null
    account_name: string | null
    phone_number_ids: Generated<string[]>
    attempts: Generated<number>
    due_at: Generated<Timestamp>
    lease_until: Timestamp | null
    created_at: Generated<Timestamp>
    finished_at: Timestamp | null
    renews: string | null
  }
  onboarding_step: {
    workspace_id: string
    onboarding_id: string
    step: string
    state: 'running' | 'retrying' | 'done' | 'skipped' | 'failed'
    problem: string | null
    facts: Generated<Json>
    at: Timestamp
  }
  outbox: {
    workspace_id: string
    id: GeneratedAlways<Int8>
    number_id: string
    conversation_id: string
    message_id: string
    lane: Generated<number>
    enqueued_at: Generated<Timestamp>
    run_at: Generated<Timestamp>
    attempts: Generated<number>
    attempt_id: string | null
    attempt_started_at: Timestamp | null
    attempt_holder: number | null
    waits_for_media: Generated<boolean>
    meta_media_id: string | null
    meta_media_ids: Json | null
  }
  person: {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    locale: Generated<'pt-BR' | 'en' | 'es'>
    is_operator: Generated<boolean>
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
  }
  phone_book_name: {
    workspace_id: string
    number_id: string
    contact_id: string
    name: string | null
    changed_at: Timestamp
  }
  phone_number: {
    workspace_id: string
    id: string
    waba: string
    phone_number_id: string
    display_phone_number: string
    verified_name: string | null
    status: string | null
    quality_rating: string | null
    throughput_level: string | null
    messaging_limit: string | null
    is_coexistence: Generated<boolean>
    paused_until: Timestamp | null
    paused_because: string | null
    meta_read_at: Timestamp | null
    created_at: Generated<Timestamp>
    disconnected_at: Timestamp | null
    pin: Generated<string>
    name_status: string | null
    account_mode: string | null
    official_status: string | null
    default_team_id: string | null
    hours: Json | null
    away_text: string | null
    onboarded_at: Timestamp | null
    left_app: Json | null
    code_verification: string | null
    can_send: string | null
    health_codes: Generated<string[]>
    webhook_state: string | null
    blocks_read_at: Timestamp | null
    missing_since: Timestamp | null
  }
  phone_sync: {
    workspace_id: string
    number_id: string
    what: 'contacts' | 'history'
    of_onboarding: Timestamp
    state: Generated<'due' | 'asking' | 'requested' | 'received' | 'done' | 'declined' | 'failed'>
    asked_at: Timestamp | null
    request_id: string | null
    received_at: Timestamp | null
    finished_at: Timestamp | null
    problem: string | null
    progress: Generated<number>
    phases: Generated<Json>
    items: Generated<number>
  }
  phone_sync_part: {
    workspace_id: string
    id: string
    number_id: string
    kind: 'contacts' | 'messages' | 'files'
    rank: number
    body: Json
    attempts: Generated<number>
    lease_until: Timestamp | null
    due_at: Generated<Timestamp>
    given_up_at: Timestamp | null
    problem: string | null
  }
  push_cursor: {
    workspace_id: string
    seq: Int8
    alerts_at: Timestamp
  }
  push_subscription: {
    id: string
    session_id: string
    endpoint_print: string
    subscription: string
    created_at: Generated<Timestamp>
  }
  qr_code: {
    workspace_id: string
    number_id: string
    code: string
    prefilled_message: string
  }
  qr_opening: {
    workspace_id: string
    number_id: string
    code: string
    conversation_id: string
    at: Timestamp
  }
  rate_limit: {
    id: string
    key: string | null
    count: Generated<number>
    last_request: Generated<Int8>
  }
  road: {
    ground: 'meta' | 'sandbox'
    settings: Generated<Json>
    reviewer_password: string | null
    checked_at: Timestamp | null
    updated_at: Generated<Timestamp>
  }
  road_call: {
    ground: string
    permission: 'whatsapp_business_messaging' | 'whatsapp_business_management'
    at: Timestamp
  }
  road_file: {
    id: string
    ground: string
    item: string
    name: string
    mime_type: string
    size: Int8
    video: Json | null
    is_whole: Generated<boolean>
    created_at: Generated<Timestamp>
  }
  road_file_piece: {
    file: string
    place: number
    bytes: Buffer
  }
  road_finding: {
    ground: string
    item: string
    state: 'passed' | 'failed' | 'unknown'
    code: string
    facts: Json
    at: Timestamp
  }
  road_history: {
    id: GeneratedAlways<Int8>
    ground: string
    item: string
    state: 'passed' | 'failed' | 'unknown'
    code: string
    facts: Json
    at: Timestamp
  }
  road_mark: {
    ground: string
    item: string
    done: boolean
    note: string
    by: string
    at: Timestamp
  }
  road_rehearsal: {
    ground: string
    permission: 'whatsapp_business_messaging' | 'whatsapp_business_management'
    workspace_id: string | null
    started_at: Timestamp
    said: Generated<string[]>
    ended_at: Timestamp | null
    scenes: Json | null
  }
  road_submission: {
    id: string
    ground: string
    submitted_at: Timestamp
    note: string
    outcome: 'waiting' | 'approved' | 'rejected'
    answered_at: Timestamp | null
    answer: Generated<string>
    reasons: Generated<string[]>
    mended: Generated<string[]>
  }
  road_text: {
    ground: string
    permission: 'whatsapp_business_messaging' | 'whatsapp_business_management'
    locale: 'en' | 'pt-BR'
    body: string
    draft: string
    updated_at: Generated<Timestamp>
  }
  search_person: {
    workspace_id: string
    gram: string
    segment: number
    places: Buffer
  }
  search_place: {
    workspace_id: string
    segment: number
    place: number
    message_id: string
  }
  search_progress: {
    workspace_id: string
    seq: Int8
    rebuilt_to: string | null
    rebuilding: Generated<boolean>
    segment: Generated<number>
    filled: Generated<number>
    people: Generated<number>
  }
  search_word: {
    workspace_id: string
    segment: number
    word: string
    places: Buffer
  }
  session: {
    id: string
    token: string
    user_id: string
    active_workspace_id: string | null
    expires_at: Timestamp
    ip_address: string | null
    user_agent: string | null
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
  }
  signup_link: {
    workspace_id: string
    id: string
    token_hash: string
    ground: 'meta' | 'sandbox'
    mode: 'cloud' | 'coexistence'
    created_by: string | null
    created_at: Generated<Timestamp>
    expires_at: Timestamp
    used_at: Timestamp | null
    withdrawn_at: Timestamp | null
  }
  tag: {
    workspace_id: string
    id: string
    name: string
    folded: string
    color: 'blue' | 'pink' | 'ochre' | 'teal' | 'slate' | 'brown' | 'olive' | 'indigo'
    created_at: Generated<Timestamp>
  }
  team: {
    workspace_id: string
    id: string
    name: string
    folded: string
    color: 'blue' | 'pink' | 'ochre' | 'teal' | 'slate' | 'brown' | 'olive' | 'indigo'
    created_at: Generated<Timestamp>
  }
  team_member: {
    workspace_id: string
    team_id: string
    user_id: string
  }
  template: {
    workspace_id: string
    id: string
    waba: string
    meta_template_id: string
    name: string
    language: string
    category: string
    status: string
    parameter_format: Generated<string>
    components: Json
    rejected_reason: string | null
    quality: string | null
    synced_at: Timestamp
    removed_at: Timestamp | null
    search: Generated<string>
    sendable_from: Generated<'agent' | 'supervisor' | 'admin'>
    team_ids: Generated<string[]>
  }
  template_entry: {
    workspace_id: string
    id: string
    template_id: string
    kind: 'found' | 'submitted' | 'edited' | 'status' | 'flagged' | 'category' | 'category_announced' | 'category_suggested' | 'quality' | 'components' | 'deleted' | 'vanished' | 'migrated'
    from_word: string | null
    to_word: string | null
    detail: Generated<Json>
    source: 'person' | 'api_key' | 'meta' | 'reading'
    by_id: string | null
    by_name: string | null
    told_at: Timestamp | null
    at: Timestamp
  }
  template_favourite: {
    workspace_id: string
    user_id: string
    template_id: string
  }
  template_use: {
    workspace_id: string
    template_id: string
    shard: number
    count: Int8
    last_at: Timestamp
  }
  verification: {
    id: string
    identifier: string
    value: string
    expires_at: Timestamp
    created_at: Generated<Timestamp>
    updated_at: Generated<Timestamp>
  }
  waba: {
    workspace_id: string
    id: string
    waba_id: string
    name: string
    kind: 'meta' | 'sandbox'
    app_id: number
    graph_url: string | null
    token: string
    token_hint: string
    token_state: Generated<'ok' | 'expired' | 'revoked'>
    currency: string | null
    templates_synced_at: Timestamp | null
    created_at: Generated<Timestamp>
    disconnected_at: Timestamp | null
    granted_by: string | null
    token_scopes: Generated<string[]>
    token_expires_at: Timestamp | null
    token_checked_at: Timestamp | null
    business_id: string | null
    business_name: string | null
    timezone_id: string | null
    review_status: string | null
    can_send: string | null
    is_subscribed: boolean | null
    meta_read_at: Timestamp | null
    meta_problem: string | null
  }
  waba_route: {
    waba_id: string
    workspace_id: string
    app_id: number
    read_due_at: Generated<Timestamp>
    read_failures: Generated<number>
  }
  waiting_status: {
    workspace_id: string
    wamid: string
    status: string
    report: Json
    received_at: Generated<Timestamp>
  }
  webhook_tally: {
    workspace_id: string
    subject: string
    field: string
    hour: Timestamp
    count: number
    last_at: Timestamp
  }
  workspace: {
    id: string
    name: string
    locale: Generated<'pt-BR' | 'en' | 'es'>
    time_zone: Generated<string>
    mark_read: Generated<'on_open' | 'on_reply' | 'never'>
    show_typing: Generated<boolean>
    agents_see: Generated<'all' | 'own'>
    created_at: Generated<Timestamp>
    agents_see_phones: Generated<boolean>
  }
}
