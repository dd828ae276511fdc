import type { Entity } from "./entities.ts";
import type { CuratedConflict, Deal } from "./library.ts";
import type { Answer, Passage, Source, Statement, Usage } from "./types.ts";

/** The time, injected so that answers and tests can be asked about any day. ISO with time zone. */
export type Clock = () => Date;

/** What is wrong with a file and what to do about it; `file` as the reader of the folder knows it. */
export interface Problem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
  readonly fix: string;
}

/** What one file of the library holds, by itself: what refers to other files is joined when the library is loaded. */
export interface DocumentContent {
  readonly sources: readonly Source[];
  readonly passages: readonly Passage[];
  readonly statements: readonly Statement[];
  readonly deals: readonly Deal[];
  readonly conflicts: readonly CuratedConflict[];
  readonly entities: readonly Entity[];
  readonly problems: readonly Problem[];
  /** Lines of the file, by what stands there: `source:<id>`, `statement:<id>`, `deal:<slug>`, `conflict:<n>`. */
  readonly lines: Readonly<Record<string, number>>;
}

/** A file of the library at one state of its text. */
export interface StoredDocument {
  readonly path: string;
  readonly hash: string;
  readonly content: DocumentContent;
}

/** What the live library was made from; `generation` grows by one with every change. */
export interface LibraryIndex {
  readonly generation: number;
  readonly hashes: ReadonlyMap<string, string>;
}

/** What brings the library to another state, applied wholly or not at all. */
export interface LibraryChange {
  /** The generation that the change was worked out from. */
  readonly from: number;
  readonly removed: readonly string[];
  /** New and changed files; the earlier version of a changed one is kept. */
  readonly written: readonly StoredDocument[];
  readonly at: string;
}

/** One state that a file had; live while `supersededAt` is null. */
export interface DocumentVersion {
  readonly hash: string;
  readonly addedAt: string;
  readonly supersededAt: string | null;
}

/** A statement as some version held it; `supersededAt` is null while it is in the live library. */
export interface KeptStatement {
  readonly statement: Statement;
  readonly passage: Passage;
  readonly source: Source | null;
  readonly supersededAt: string | null;
}

/** The library's place in the store. */
export interface LibraryStore {
  index(): Promise<LibraryIndex>;
  /** The live documents, by path. */
  documents(): Promise<StoredDocument[]>;
  /** The documents as they were at a generation, by path: to tell what changed since. */
  documentsAt(generation: number): Promise<StoredDocument[]>;
  /** False, and nothing done, if the library is no longer at `change.from`. */
  apply(change: LibraryChange): Promise<boolean>;
  /** The versions of a file, newest first. */
  versions(path: string): Promise<DocumentVersion[]>;
  /** A statement by id, also one that has left the live library, so that old receipts resolve. */
  statement(id: string): Promise<KeptStatement | null>;
}

/** A span of a draft that verification dropped, with the reason. */
export interface DroppedSpan {
  readonly text: string;
  readonly citations: readonly string[];
  readonly reason: string;
}

/** The record of one answer: what was searched, cited and dropped, by which prompt and model, at what cost. */
export interface Receipt {
  readonly id: string;
  readonly tenant: string;
  /** ISO time. */
  readonly createdAt: string;
  readonly question: string;
  readonly asOf: string;
  readonly outcome: Answer["outcome"];
  readonly answer: Answer;
  readonly searched: readonly { readonly statement: string; readonly score: number }[];
  readonly cited: readonly string[];
  readonly dropped: readonly DroppedSpan[];
  readonly drafter: Answer["drafter"];
  readonly model: string | null;
  readonly promptHash: string | null;
  readonly usage: Usage | null;
  readonly usd: number;
  readonly ms: number;
}

/** Where receipts are kept; they are never changed. */
export interface ReceiptStore {
  /** A short id that no receipt has and that is easy to read aloud; it stays free until a receipt takes it. */
  newId(): Promise<string>;
  save(receipt: Receipt): Promise<void>;
  get(tenant: string, id: string): Promise<Receipt | null>;
  /** Records what was paid for something that has no receipt; `at` is an ISO time. */
  spend(what: string, usd: number, at: string): Promise<void>;
  /** US dollars that a UTC day (ISO date) has cost, receipts and the rest, whoever asked: the key has one owner. */
  spentOn(day: string): Promise<number>;
}

/** A turn of a conversation as it is kept. */
export interface KeptTurn {
  readonly role: "user" | "assistant";
  readonly text: string;
  /** The receipt of an assistant's turn, if it has one. */
  readonly receipt: string | null;
  /** ISO time. */
  readonly at: string;
}

/** Where the turns of conversations are kept; a conversation is known by its tenant and an opaque key. */
export interface ConversationStore {
  add(tenant: string, conversation: string, turns: readonly KeptTurn[]): Promise<void>;
  /** The newest `limit` turns, oldest first. */
  recent(tenant: string, conversation: string, limit: number): Promise<KeptTurn[]>;
  forget(tenant: string, conversation: string): Promise<void>;
}
