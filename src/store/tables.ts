import type { Generated } from "kysely";

/** The columns of the database; JSON is kept as text. The shape of a table is what its last migration left. */
export interface Tables {
  migrations: { name: string; applied_at: string };
  /** One row, whose generation grows with every change of the library. */
  library: { id: number; generation: number };
  /** A file of the library at one state; live while `superseded_at` is null. */
  documents: {
    id: Generated<number>;
    path: string;
    hash: string;
    problems: string;
    lines: string;
    added_at: string;
    superseded_at: string | null;
    /** The generations of the library that it came and went with. */
    added_in: number;
    superseded_in: number | null;
  };
  sources: {
    document_id: number;
    position: number;
    id: string;
    title: string;
    publisher: string | null;
    url: string | null;
    published: string | null;
    kind: string;
    quote_kind: string;
  };
  passages: {
    document_id: number;
    position: number;
    id: string;
    source_id: string;
    text: string;
    start: number;
    end: number;
  };
  statements: {
    document_id: number;
    ordinal: number;
    id: string;
    source_id: string;
    passage_id: string;
    text: string;
    start: number;
    end: number;
    form: string;
    heading: string | null;
    via: string | null;
    deal: string | null;
    curated: string | null;
  };
  deals: { document_id: number; position: number; slug: string; data: string };
  conflicts: { document_id: number; position: number; data: string };
  entities: { document_id: number; position: number; name: string; data: string };
  receipts: {
    id: string;
    tenant: string;
    created_at: string;
    question: string;
    as_of: string;
    outcome: string;
    answer: string;
    searched: string;
    cited: string;
    dropped: string;
    drafter: string;
    model: string | null;
    prompt_hash: string | null;
    usage: string | null;
    usd: number;
    ms: number;
  };
  /** What was paid for something that has no receipt, such as the lead of a digest. */
  spends: { seq: Generated<number>; at: string; what: string; usd: number };
  turns: {
    id: Generated<number>;
    tenant: string;
    conversation: string;
    role: string;
    text: string;
    receipt: string | null;
    at: string;
  };
  /** What reached us and is owed an outcome; `state` and leases as in core/work/deliveries.ts, times in milliseconds. */
  deliveries: {
    seq: Generated<number>;
    id: string;
    platform: string;
    tenant: string;
    conversation: string;
    position: string;
    lane: string;
    channel: string;
    user: string;
    task: string;
    place: string;
    state: string;
    reply: string | null;
    admitted: number;
    received_at: number;
    not_before: number;
    owner: string | null;
    lease_until: number;
    attempts: number;
    sends: number;
    ref: string | null;
    note: string | null;
  };
  delivery_keys: { tenant: string; key: string; delivery: number };
  channels: { tenant: string; channel: string; speaking: string; set_by: string; set_at: string };
  feedback: { tenant: string; receipt: string; user: string; verdict: string; at: string };
  conversation_references: {
    platform: string;
    tenant: string;
    conversation: string;
    reference: string;
    seen_at: string;
  };
  /** `form` as in core/work/own-messages.ts. */
  own_messages: {
    seq: Generated<number>;
    tenant: string;
    conversation: string;
    delivery: string;
    message: string;
    form: string;
    receipt: string | null;
  };
  subscriptions: {
    seq: Generated<number>;
    id: string;
    tenant: string;
    platform: string;
    channel: string;
    place: string;
    by: string;
    created_at: number;
    schedule: string;
    topics: string;
    minimum: string;
    when_nothing: number;
    paused: string | null;
    next: number;
    generation: number;
    since: string;
  };
  corrections_off: { tenant: string; channel: string; set_by: string; set_at: string };
  /** Messages of ours that answer nobody; states as in core/digest/posts.ts, times in milliseconds. */
  posts: {
    seq: Generated<number>;
    key: string;
    tenant: string;
    platform: string;
    place: string;
    body: string;
    under: string | null;
    subscription: string | null;
    generation: number | null;
    until: string | null;
    by: string | null;
    expires: number;
    state: string;
    owner: string | null;
    lease_until: number;
    not_before: number;
    sends: number;
    ref: string | null;
    note: string | null;
    created_at: number;
  };
  corrected: { id: number; generation: number };
  /** What a model read of a source; `hash` is of the statements that it read. */
  extractions: {
    source: string;
    hash: string;
    claims: string;
    model: string;
    usage: string;
    usd: number;
    at: string;
  };
}
