import { describe, expect, it } from 'vitest';
import { encodeLatin9 } from '#shared/charset.ts';
import {
	FILE_NAME,
	SIREN,
	fecBytes,
	soundCells
} from '#modules/accounting/domain/fec/file.testing.ts';
import { checkFecSource } from './check-source.ts';

const XML_NAME = `${SIREN}FEC20251231.xml`;

interface Shape {
	readonly head?: string;
	readonly fields?: (number: number) => string;
	readonly line?: (number: number, side: 'Debit' | 'Credit') => string;
	readonly journal?: string;
}

const amount = (_: number, side: 'Debit' | 'Credit') =>
	`<ligne><CompteNum>${side === 'Debit' ? '512000' : '756000'}</CompteNum><CompteLib>Compte</CompteLib>
		<${side}>12.50</${side}></ligne>`;

/** A document of ten entries, as the schema VII-1 wants it. */
function document({
	head = '<?xml version="1.0" encoding="UTF-8"?>',
	fields = () => '',
	line = amount,
	journal = '<JournalCode>BQ</JournalCode><JournalLib>Banque</JournalLib>'
}: Shape = {}): string {
	const entries = Array.from({ length: 10 }, (_, i) => {
		const number = i + 1;
		const date = `2025-${String(number).padStart(2, '0')}-15`;
		return `<ecriture><EcritureNum>${number}</EcritureNum><EcritureDate>${date}</EcritureDate>
			<EcritureLib><![CDATA[Cotisations > 3 & été]]></EcritureLib><PieceRef>P${number} &amp; fils</PieceRef>
			<PieceDate>${date}</PieceDate><ValidDate>${date}T10:00:00</ValidDate>${fields(number)}
			${line(number, 'Debit')}${line(number, 'Credit')}</ecriture>`;
	});
	return `${head}
<comptabilite><exercice><DateCloture>2025-12-31</DateCloture>
<journal>${journal}${entries.join('\n')}</journal></exercice></comptabilite>`;
}

async function check(text: string | Uint8Array, name = XML_NAME, pieces = 777) {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	const open = async function* () {
		for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
	};
	return checkFecSource(open, { fileName: name });
}

const rules = (report: Awaited<ReturnType<typeof check>>) => Object.keys(report.counts);

describe('a flat file in pieces', () => {
	it('is read as one, wherever it is cut', async () => {
		const accented = soundCells().map((line) => ({ ...line, EcritureLib: 'Été, cœur, 5 €' }));
		for (const end of ['\r\n', '\n', '\r']) {
			const bytes = fecBytes(accented, { end });
			const latin9 = encodeLatin9(new TextDecoder().decode(bytes));
			for (const pieces of [1, 2, 3, 7, 100_000]) {
				const report = await check(bytes, FILE_NAME, pieces);
				expect(report).toMatchObject({ sound: true, lines: 20, entries: 10, encoding: 'utf-8' });
				expect(report.findings).toEqual([]);
				expect(await check(latin9, FILE_NAME, pieces)).toMatchObject({
					...{ findings: [], encoding: 'iso-8859-15' }
				});
			}
		}
	});
});

describe('a sound XML file', () => {
	it('of the double entry, of the cash basis, without journals, with amounts and directions', async () => {
		const payment = () => '<DateRglt>2025-01-20</DateRglt><ModeRglt>CB</ModeRglt>';
		const client = () => `${payment()}<NatOp>Soin</NatOp><IdClient>C1</IdClient>`;
		const signed: Shape['line'] = (_, side) =>
			`<ligne><CompteNum>512</CompteNum><CompteLib>Banque</CompteLib><CompteAuxNum>A</CompteAuxNum>
				<Montant>1.25e1</Montant><Sens>${side === 'Debit' ? 'D' : '-1'}</Sens><Libre>x</Libre></ligne>`;
		for (const shape of [
			{},
			{ fields: payment },
			{ fields: client },
			{ journal: '' },
			{ line: signed },
			{ fields: () => '' }
		]) {
			const report = await check(document(shape));
			expect(report.findings).toEqual([]);
			expect(report).toMatchObject({ format: 'xml', lines: 20, entries: 10, debitCents: 12500 });
		}
	});

	it('of ISO 8859-15', async () => {
		const head = '<?xml version="1.0" encoding="ISO-8859-15"?>';
		const report = await check(encodeLatin9(document({ head }).replaceAll('Banque', 'Cœur 5 €')));
		expect(report.findings).toEqual([]);
	});

	it('with letters on its entries', async () => {
		const report = await check(
			document().replaceAll(
				'<ValidDate>',
				'<EcritureLet>A</EcritureLet><DateLet>2025-12-01</DateLet><ValidDate>'
			)
		);
		expect(report.findings).toEqual([]);
	});
});

describe('a fault of an XML file', () => {
	it('is found by the rules of the flat one, with its line', async () => {
		const unbalanced = await check(document().replace('12.50</Credit>', '12.51</Credit>'));
		expect(unbalanced.findings.map(({ rule, line }) => [rule, line])).toEqual([
			['file-unbalanced', undefined],
			['entry-unbalanced', 6]
		]);
		const late = await check(document().replaceAll('2025-03-15', '2024-02-15'));
		expect(rules(late)).toContain('date-outside-year');
		const gap = await check(document().replace('<EcritureNum>9<', '<EcritureNum>11<'));
		expect(rules(gap)).toEqual(['number-missing']);
	});

	it('is found by the schema', async () => {
		const cases: [string, string][] = [
			['<PieceRef>P3 &amp; fils</PieceRef>', ''],
			['2025-03-15', '2025-02-30'],
			['<CompteNum>512000', '<CompteNum>C12000'],
			['12.50</Debit>', 'douze</Debit>'],
			['<DateCloture>2025-12-31</DateCloture>', '']
		];
		for (const [sound, spoilt] of cases) {
			const report = await check(document().replace(sound, spoilt));
			expect(rules(report)).toContain('xml-schema');
			expect(report.sound).toBe(false);
			const { line, parameters } = report.findings.find(({ rule }) => rule === 'xml-schema') ?? {};
			expect(line).toBeGreaterThan(1);
			expect(parameters?.schema).toBe('A47A-I-VII-1');
		}
	});

	it('that is no XML, or opens a door, is told with its line', async () => {
		for (const text of [
			document().replace('</journal>', '</ecriture>'),
			document().slice(0, -20),
			document().replace('<EcritureLib>', '<EcritureLib'),
			'<html><body>Erreur</body></html>',
			'<!DOCTYPE x [<!ENTITY a "aaaa">]><comptabilite>&a;</comptabilite>'
		]) {
			const report = await check(text);
			expect(rules(report)).toContain('xml-malformed');
			expect(report.sound).toBe(false);
		}
	});
});
