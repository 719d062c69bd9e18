import { sql } from 'kysely';
import { z } from 'zod';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineDownload, defineOperation } from '#platform/server/operation.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { fieldPurposes } from '#modules/people/server/index.ts';
import type { Processing } from '../domain/processing.ts';
import { PROCESSINGS } from '../domain/processing.ts';
import { monthsFor } from '../domain/retention.ts';
import { retentionRules } from './retention-rules.ts';

type Message = (parameters: { months: number }, options: { locale: 'fr' | 'en' }) => string;
type Part = 'name' | 'purpose' | 'basis' | 'data' | 'retention' | 'recipients';

const WORDS: Readonly<Record<Processing, Readonly<Record<Part, Message>>>> = {
	members: {
		name: m.privacy_members,
		purpose: m.privacy_members_purpose,
		basis: m.privacy_members_basis,
		data: m.privacy_members_data,
		retention: m.privacy_members_retention,
		recipients: m.privacy_members_recipients
	},
	photos: {
		name: m.privacy_photos,
		purpose: m.privacy_photos_purpose,
		basis: m.privacy_photos_basis,
		data: m.privacy_photos_data,
		retention: m.privacy_photos_retention,
		recipients: m.privacy_photos_recipients
	},
	dues: {
		name: m.privacy_dues,
		purpose: m.privacy_dues_purpose,
		basis: m.privacy_dues_basis,
		data: m.privacy_dues_data,
		retention: m.privacy_dues_retention,
		recipients: m.privacy_dues_recipients
	},
	accounts: {
		name: m.privacy_accounts,
		purpose: m.privacy_accounts_purpose,
		basis: m.privacy_accounts_basis,
		data: m.privacy_accounts_data,
		retention: m.privacy_accounts_retention,
		recipients: m.privacy_accounts_recipients
	},
	communication: {
		name: m.privacy_communication,
		purpose: m.privacy_communication_purpose,
		basis: m.privacy_communication_basis,
		data: m.privacy_communication_data,
		retention: m.privacy_communication_retention,
		recipients: m.privacy_communication_recipients
	},
	access: {
		name: m.privacy_access,
		purpose: m.privacy_access_purpose,
		basis: m.privacy_access_basis,
		data: m.privacy_access_data,
		retention: m.privacy_access_retention,
		recipients: m.privacy_access_recipients
	}
};

const retention = z.object({ category: z.string().nullable(), months: z.int() });
const output = z.object({
	processings: z.array(
		z.object({
			key: z.enum(PROCESSINGS),
			name: z.string(),
			purpose: z.string(),
			/** Why the law allows it (GDPR article 6). */
			basis: z.string(),
			data: z.string(),
			retention: z.string(),
			recipients: z.string(),
			/** People concerned today. */
			people: z.int()
		})
	),
	/** The association’s own fields: why they are asked, and how long they are kept. */
	fields: z.array(
		z.object({ label: z.string(), purpose: z.string(), retentionMonths: z.int().nullable() })
	),
	retentions: z.array(retention),
	/** Months for those whose category has no rule of its own. */
	usualMonths: z.int()
});
type Register = z.output<typeof output>;

export const getRegister = defineOperation({
	name: 'privacy.get-register',
	summary:
		'The record of processing (GDPR article 30), made from what the association really keeps.',
	permission: 'privacy.manage',
	kind: 'query',
	http: { method: 'get', path: '/privacy/register' },
	input: z.strictObject({}),
	output,
	run: readRegister
});

export const printRegister = defineDownload({
	name: 'privacy.print-register',
	summary: 'The record of processing (GDPR article 30) as a PDF, for whoever controls it.',
	permission: 'privacy.manage',
	kind: 'query',
	http: { method: 'get', path: '/privacy/register.pdf' },
	input: z.strictObject({}),
	mediaTypes: [PDF_MEDIA_TYPE],
	async run(context) {
		const register = await readRegister(context);
		const { association, actor, today } = context;
		const { locale } = actor;
		return printDocument({
			title: m.privacy_register_title({}, { locale }),
			association: association.name,
			date: today,
			locale,
			blocks: printed(register, locale)
		});
	}
});

async function readRegister({ tx, actor: { locale } }: OperationContext): Promise<Register> {
	const retentions = await retentionRules(tx);
	const usualMonths = monthsFor(retentions, null);
	const { rows } = await sql<Record<Processing, number>>`
		SELECT
			(SELECT count(*)::int FROM people.person_contact c WHERE NOT c.anonymised) AS members,
			(SELECT count(*)::int FROM people.person_photo) AS photos,
			(SELECT count(*)::int FROM membership.last_day) AS dues,
			(SELECT count(*)::int FROM membership.last_day l WHERE l.last_paid IS NOT NULL) AS accounts,
			(SELECT count(*)::int FROM people.person_contact c WHERE c.newsletter) AS communication,
			(SELECT count(*)::int FROM platform.known_account) AS access`.execute(tx);
	const processings = PROCESSINGS.map((key) => {
		const say = (part: Part) => WORDS[key][part]({ months: usualMonths }, { locale });
		return {
			key,
			name: say('name'),
			purpose: say('purpose'),
			basis: say('basis'),
			data: say('data'),
			retention: say('retention'),
			recipients: say('recipients'),
			people: rows[0]?.[key] ?? 0
		};
	});
	const fields = await fieldPurposes(tx, locale);
	const own = retentions.filter(({ category }) => category !== null);
	return { processings, fields, retentions: own, usualMonths };
}

function* printed(register: Register, locale: 'fr' | 'en'): Generator<PrintedBlock> {
	const words = { locale };
	const columns = [
		{ label: m.privacy_register_part({}, words), weight: 1 },
		{ label: m.privacy_register_content({}, words), weight: 4 }
	];
	for (const { name, ...one } of register.processings) {
		yield { kind: 'heading', text: name };
		const rows = [
			[m.privacy_register_purpose({}, words), one.purpose],
			[m.privacy_register_basis({}, words), one.basis],
			[m.privacy_register_data({}, words), one.data],
			[m.privacy_register_people({}, words), String(one.people)],
			[m.privacy_register_retention({}, words), one.retention],
			[m.privacy_register_recipients({}, words), one.recipients]
		].map((cells) => ({ cells }));
		yield { kind: 'table', columns, rows };
	}
	if (register.fields.length === 0) return;
	yield { kind: 'heading', text: m.privacy_register_fields({}, words) };
	yield {
		kind: 'table',
		columns: [
			{ label: m.privacy_data_field({}, words), weight: 2 },
			{ label: m.privacy_register_purpose({}, words), weight: 3 },
			{ label: m.privacy_register_retention({}, words), weight: 2 }
		],
		rows: register.fields.map(({ label, purpose, retentionMonths }) => ({
			cells: [
				label,
				purpose || m.privacy_register_purpose_missing({}, words),
				kept(retentionMonths)
			]
		}))
	};

	function kept(months: number | null): string {
		return months === null
			? m.privacy_register_as_record({}, words)
			: m.privacy_register_months({ count: months }, words);
	}
}
