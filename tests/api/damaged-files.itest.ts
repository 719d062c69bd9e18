import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAssociation } from '#composition/founding/create-association.ts';
import { inHost } from '#platform/server/database/db.ts';
import { createToken } from '#platform/server/identity/index.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { writeTable } from '#platform/server/tabular/write-table.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { openApi } from './api-client.ts';

const program = useTestProgram();
const api = openApi();
let token = '';
let associationId = '';

beforeAll(async () => {
	const association = await createAssociation(
		{ name: 'Les Amis des papiers', yearStart: '2025-01-01', yearEnd: '2025-12-31' },
		{
			email: 'odile@example.org',
			firstName: 'Odile',
			lastName: 'Kermarrec',
			password: 'des-papiers-tous-abimes',
			locale: 'fr'
		},
		{ by: 'host' }
	);
	associationId = association.id;
	const { accountId } = association;
	const made = await inHost(program.runtime.database.db, (tx) =>
		createToken(tx, { accountId, associationId, label: 'papers' })
	);
	token = made.secret;
});

interface Sample {
	readonly name: string;
	readonly bytes: Buffer;
}

/** Everything that a door takes as files of its kind. */
function samplesIn(folder: string): Sample[] {
	const place = new URL(`../fixtures/${folder}/`, import.meta.url);
	return readdirSync(place)
		.filter((name) => name !== 'README.md')
		.map((name) => ({ name, bytes: readFileSync(new URL(name, place)) }));
}

async function spreadsheet(format: 'xlsx' | 'ods', heads: string[], cells: string[]) {
	const table = {
		name: 'feuille',
		columns: heads.map((label, rank) => ({ key: `c${rank}`, label, kind: 'text' as const })),
		rows: [Object.fromEntries(cells.map((cell, rank) => [`c${rank}`, cell]))]
	};
	const parts: Uint8Array[] = [];
	const { name, body } = writeTable(table, format);
	for await (const part of body as AsyncIterable<Uint8Array | string>)
		parts.push(Buffer.from(part));
	return { name, bytes: Buffer.concat(parts) };
}

const FEC_HEAD =
	'JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise';
const fecLine = (account: string, debit: string, credit: string) =>
	`AC|Achats|1|20250203|${account}|Compte||||20250203|Loyer|${debit}|${credit}|A|20250301|20250228||`;
const FEC: Sample = {
	name: '552100554FEC20251231.txt',
	bytes: Buffer.from(
		[FEC_HEAD, fecLine('613200', '10,00', '0,00'), fecLine('512100', '0,00', '10,00'), ''].join(
			'\r\n'
		)
	)
};

type Damage = (bytes: Buffer) => Buffer;

/** What happens to files on their way: cut, doubled, retyped, re-encoded, opened and saved by another program. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
	fc.nat().map(
		(at): Damage =>
			(bytes) =>
				bytes.subarray(0, at % (bytes.length + 1))
	),
	fc.tuple(fc.nat(), fc.nat(400)).map(([at, length]): Damage => (bytes) => {
		const from = at % (bytes.length + 1);
		return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
	}),
	fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, put]): Damage => {
		return (bytes) => {
			const from = at % (bytes.length + 1);
			return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from)]);
		};
	}),
	fc
		.constantFrom<[RegExp, string]>(
			[/\d/g, 'x'],
			[/\d/g, '9'],
			[/20\d\d/g, '0000'],
			[/\d+/g, '99999999999999999999999'],
			[/[;,|\t]/g, ' '],
			[/[;|\t]/g, ','],
			[/\r?\n/g, '\r'],
			[/\r?\n/g, ' '],
			[/"/g, ''],
			[/</g, '<<'],
			[/>[^<]+</g, '><'],
			[/[A-Za-z]/g, '\u0000'],
			[/[A-Za-z]/g, '\u{1f41d}'],
			[/^[^\n]*\n/, '']
		)
		.map(([what, by]): Damage => {
			return (bytes) => Buffer.from(bytes.toString('latin1').replace(what, by));
		}),
	fc.constantFrom<BufferEncoding>('utf16le', 'base64', 'hex').map((encoding): Damage => (bytes) => {
		return encoding === 'utf16le'
			? Buffer.from(`\ufeff${bytes.toString('utf8')}`, encoding)
			: Buffer.from(bytes.toString(encoding));
	})
);

async function answer(method: string, path: string, body?: unknown): Promise<Response> {
	const response = await api.send(method, path, {
		token,
		body: body === undefined ? undefined : JSON.stringify(body)
	});
	if (response.status >= 500) expect.fail(`${method} ${path}: ${await response.text()}`);
	if (response.status >= 400) {
		const { code, detail } = (await response.json()) as Record<string, string>;
		expect(code, path).toMatch(/^[a-z]+\.[a-z-]+$/);
		expect(detail?.length, `${code} has a sentence`).toBeGreaterThan(10);
	}
	return response;
}

async function keep({ name, bytes }: Sample): Promise<string> {
	const response = await api.send('post', `/files?name=${encodeURIComponent(name)}`, {
		token,
		body: new Uint8Array(bytes),
		type: 'application/octet-stream'
	});
	return ((await response.json()) as { id: string }).id;
}

/** Sends a file to a door, and goes as far as it lets one go. */
type Way = (file: string) => Promise<void>;

const wayOfImport =
	(path: string, steps: readonly (readonly ['get' | 'post', string])[]): Way =>
	async (file) => {
		const started = await answer('post', path, { file });
		if (!started.ok) return;
		const { id } = (await started.json()) as { id: string };
		for (const [method, step] of steps) {
			const response = await answer(
				method,
				`${path}/${id}/${step}`,
				method === 'post' ? {} : undefined
			);
			if (!response.ok) return;
			const { taskId } = (await response.json()) as { taskId?: string };
			if (taskId) await finishTask(associationId, taskId).catch(refusalOnly);
		}
	};

function refusalOnly(error: unknown): void {
	expect(error).toMatchObject({ name: 'Refusal' });
}

const people = ['Nom', 'Prénom', 'E-mail', 'Date de naissance'];
const person = ['Le Guen', 'Yann', 'yann@example.org', '2001-02-03'];

const DOORS: readonly (readonly [string, () => Promise<Sample[]> | Sample[], Way])[] = [
	[
		'people',
		async () => [
			...samplesIn('people'),
			await spreadsheet('xlsx', people, person),
			await spreadsheet('ods', people, person)
		],
		wayOfImport('/person-imports', [
			['get', 'preview'],
			['post', 'commit'],
			['post', 'undo']
		])
	],
	[
		'memberships',
		() => samplesIn('membership'),
		wayOfImport('/membership/imports', [
			['get', 'preview'],
			['post', 'commit'],
			['post', 'undo']
		])
	],
	[
		'statements of a bank',
		async () => [
			...samplesIn('bank'),
			await spreadsheet('xlsx', ['Date', 'Libellé', 'Montant'], ['03/02/2025', 'Loyer', '-10,00'])
		],
		wayOfImport('/banking/imports', [
			['post', 'keep'],
			['post', 'undo']
		])
	],
	[
		'accounts',
		() => [...samplesIn('accounting'), FEC],
		wayOfImport('/accounting/imports', [
			['get', 'lines'],
			['post', 'commit'],
			['post', 'undo']
		])
	],
	[
		'files of accounting entries',
		() => [FEC],
		async (fileId) => void (await answer('post', '/accounting/fec-checks', { fileId }))
	]
];

/** More of them, with other damage: `DAMAGED_RUNS=500 DAMAGED_SEED=7`. */
describe.each(DOORS)('damaged files: %s', (_name, samples, go) => {
	it('are taken, or refused in a sentence', async () => {
		const sound = await samples();
		const spoilt = fc.tuple(
			fc.constantFrom(...sound),
			fc.array(damage, { minLength: 1, maxLength: 2 })
		);
		await fc.assert(
			fc.asyncProperty(spoilt, async ([{ name, bytes }, damages]) => {
				const content = damages.reduce((soFar, spoil) => spoil(soFar), bytes);
				if (content.length === 0) return;
				await go(await keep({ name, bytes: content }));
			}),
			{
				numRuns: Number(process.env.DAMAGED_RUNS ?? 25),
				seed: Number(process.env.DAMAGED_SEED ?? 20261123)
			}
		);
	});
});
