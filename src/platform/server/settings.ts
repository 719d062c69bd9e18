import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';

const URL_POSTGRES = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://');
const switchOn = z.enum(['on', 'off']);

const schema = z.object({
	ESSAIM_DATA: z.string().min(1).default('./data'),
	DATABASE_URL: URL_POSTGRES.optional(),
	MIGRATION_DATABASE_URL: URL_POSTGRES.optional(),
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
	TRUST_PROXY: switchOn.default('off'),
	SMTP_URL: z
		.string()
		.regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
		.optional(),
	MAIL_FROM: z.string().min(3).default('Essaim <essaim@localhost>'),
	ASSOCIATION_CREATION: z.enum(['open', 'first-only', 'closed']).default('first-only'),
	UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(2048).default(25),
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
	METRICS_TOKEN: z.string().min(16).optional()
});

/** The environment variables that are read. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

/** Every setting, validated; `docs/settings.md` tells each. */
export interface Settings {
	/** Absolute folder of the embedded database and of the files. */
	readonly dataFolder: string;
	/** Absent: the embedded PostgreSQL of the data folder. */
	readonly databaseUrl: string | undefined;
	/** Role that owns the tables; needed by `essaim migrate` with `DATABASE_URL`. */
	readonly migrationDatabaseUrl: string | undefined;
	readonly host: string;
	readonly port: number;
	/** Origin that people type, without final slash; absent: that of the request. */
	readonly publicUrl: string | undefined;
	readonly trustProxy: boolean;
	readonly smtpUrl: string | undefined;
	readonly mailFrom: string;
	readonly associationCreation: 'open' | 'first-only' | 'closed';
	/** Bytes. */
	readonly uploadLimit: number;
	readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
	readonly metricsToken: string | undefined;
}

/** @throws {Refusal} `platform.settings-invalid`, with a fault per variable. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
	const known = Object.fromEntries(
		SETTING_NAMES.map((key) => [key, env[key]] as const).filter(
			([, value]) => value !== undefined && value !== ''
		)
	);
	const parsed = schema.safeParse(known);
	if (!parsed.success) {
		const faults = parsed.error.issues.map((issue) => ({
			path: issue.path.join('.'),
			code: 'platform.setting-invalid',
			parameters: { reason: issue.message }
		}));
		throw new Refusal(
			'invalid',
			'platform.settings-invalid',
			{ names: faults.map((fault) => `${fault.path} (${fault.parameters.reason})`).join(', ') },
			faults
		);
	}
	const value = parsed.data;
	return {
		dataFolder: path.resolve(value.ESSAIM_DATA),
		databaseUrl: value.DATABASE_URL,
		migrationDatabaseUrl: value.MIGRATION_DATABASE_URL,
		host: value.HOST,
		port: value.PORT,
		publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
		trustProxy: value.TRUST_PROXY === 'on',
		smtpUrl: value.SMTP_URL,
		mailFrom: value.MAIL_FROM,
		associationCreation: value.ASSOCIATION_CREATION,
		uploadLimit: value.UPLOAD_LIMIT_MB * 1_000_000,
		logLevel: value.LOG_LEVEL,
		metricsToken: value.METRICS_TOKEN
	};
}
