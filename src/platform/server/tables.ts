import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { KeptRefusal } from './tasks/task-view.ts';

/** Read as what it holds, written as text. */
type Json<T> = ColumnType<T | null, string | null | undefined, string | null>;

export interface AssociationTable {
	id: string;
	slug: string;
	name: string;
	purpose: Generated<string>;
	rna: string | null;
	siren: string | null;
	accent_hue: Generated<number>;
	logo_blob: string | null;
	is_demo: Generated<boolean>;
	created_at: Generated<Date>;
}

export interface AccountTable {
	id: string;
	email: string;
	name: Generated<string>;
	password_hash: string | null;
	locale: Generated<'fr' | 'en'>;
	created_at: Generated<Date>;
}

export interface AccessTable {
	association_id: string;
	id: string;
	account_id: string;
	email: string;
	name: Generated<string>;
	role: string;
	person_id: string | null;
	created_at: Generated<Date>;
}

export interface SessionTable {
	id: string;
	token_hash: Buffer;
	account_id: string;
	created_at: Generated<Date>;
	last_seen_at: Generated<Date>;
	expires_at: Date;
	user_agent: Generated<string>;
}

export interface TokenTable {
	id: string;
	token_hash: Buffer;
	account_id: string;
	association_id: string;
	label: string;
	scopes: Generated<string[]>;
	created_at: Generated<Date>;
	last_used_at: Date | null;
	expires_at: Date | null;
}

export interface LinkTable {
	id: string;
	token_hash: Buffer;
	purpose: 'sign-in' | 'invitation' | 'change-email';
	email: string;
	account_id: string | null;
	association_id: string | null;
	role: string | null;
	person_id: string | null;
	created_at: Generated<Date>;
	expires_at: Date;
	used_at: Date | null;
}

export interface BlobTable {
	association_id: string;
	id: string;
	sha256: string;
	size: number;
	name: string;
	media_type: string;
	created_at: Generated<Date>;
}

export interface AuditTable {
	association_id: string;
	id: string;
	at: Generated<Date>;
	actor_kind: string;
	account_id: string | null;
	operation: string;
	subject: string | null;
	subject_id: string | null;
	detail: unknown;
}

export interface OutboxTable {
	association_id: string;
	id: string;
	event: string;
	payload: unknown;
	created_at: Generated<Date>;
	handled_at: Date | null;
	attempts: Generated<number>;
	next_attempt_at: Generated<Date>;
	last_error: string | null;
}

/** Who may read a mail that waits: see the migration of identity. */
export type MailSecrecy = 'none' | 'link' | 'sealed';

export interface MailTable {
	association_id: string;
	id: string;
	recipient: string;
	subject: string;
	body_text: string;
	secrecy: Generated<MailSecrecy>;
	created_at: Generated<Date>;
	sent_at: Date | null;
	attempts: Generated<number>;
	next_attempt_at: Generated<Date>;
	last_error: string | null;
}

export interface IdempotencyTable {
	association_id: string;
	key: string;
	actor_id: string;
	operation: string;
	input_hash: Buffer;
	response: unknown;
	created_at: Generated<Date>;
}

export interface TaskTable {
	association_id: string;
	id: string;
	name: string;
	permission: string;
	subject: string | null;
	input: unknown;
	account_id: string | null;
	state: Generated<'waiting' | 'running' | 'done' | 'refused'>;
	done: Generated<number>;
	total: number | null;
	attempts: Generated<number>;
	outcome: Json<Record<string, unknown>>;
	file_id: string | null;
	refusal: Json<KeptRefusal>;
	created_at: Generated<Date>;
	ended_at: Date | null;
}

// A type alias: Kysely's `withTables` asks for an index signature, which interfaces lack.
export type PlatformTables = {
	'platform.association': AssociationTable;
	'platform.account': AccountTable;
	'platform.access': AccessTable;
	'platform.session': SessionTable;
	'platform.token': TokenTable;
	'platform.link': LinkTable;
	'platform.blob': BlobTable;
	'platform.audit': AuditTable;
	'platform.outbox': OutboxTable;
	'platform.mail': MailTable;
	'platform.idempotency': IdempotencyTable;
	'platform.task': TaskTable;
	'platform.migration': { name: GeneratedAlways<string>; applied_at: GeneratedAlways<Date> };
};
