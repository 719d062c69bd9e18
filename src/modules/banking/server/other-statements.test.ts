import { describe, expect, it } from 'vitest';
import { checkBalances } from '../domain/balances.ts';
import { fingerprints } from './import/fingerprint.ts';
import { readStatementFile } from './read-statement-file.ts';

// Habits of other banks and programs, typed by hand from the messages' own definitions.

const one = async (text: string) => {
	const read = await readStatementFile(new TextEncoder().encode(text), 'releve');
	expect([...read.faults, ...read.questions]).toEqual([]);
	const [statement] = read.statements;
	if (!statement) throw new Error('No statement');
	return statement;
};

const balance = (type: string, amount: string) =>
	`<Bal><Tp><CdOrPrtry>${type}</CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt>
		${amount === '0' ? '' : '<CdtDbtInd>CRDT</CdtDbtInd>'}<Dt><Dt>2026-11-01</Dt></Dt></Bal>`;
const camt = (entry: string, { closing = '120.00', opening = '100.00' } = {}) =>
	`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.04"><BkToCstmrStmt><Stmt><Id>1</Id>
		<Acct><Id><Othr><Id>20041010050500013M026</Id></Othr></Id></Acct>
		${balance('<Cd>OPBD</Cd>', opening)}${balance('<Prtry>CLBD</Prtry>', closing)}${entry}</Stmt></BkToCstmrStmt></Document>`;
const entry = (amount: string, side: 'CRDT' | 'DBIT', more: string) =>
	`<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>BOOK</Sts>
		<BookgDt><Dt>2026-11-02</Dt></BookgDt>${more}</Ntry>`;
const details = (inside: string) => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`;
const parties = (from: string, to: string) =>
	`<RltdPties><Dbtr><Nm>${from}</Nm></Dbtr><Cdtr><Nm>${to}</Nm></Cdtr></RltdPties>`;

describe('CAMT', () => {
	it('in the envelope of a transport, with prefixes; a balance of nothing has no side', async () => {
		const bare = camt(entry('20.00', 'CRDT', ''), { opening: '0', closing: '20.00' });
		const prefixed = bare.replace(/<(\/?)(\w)/g, '<$1n:$2').replace('xmlns=', 'xmlns:n=');
		for (const text of [bare, prefixed, `<Envelope><Header/><Body>${prefixed}</Body></Envelope>`]) {
			const statement = await one(`<?xml version="1.0"?>\n${text}`);
			expect(statement.account.number).toBe('20041010050500013M026');
			expect(checkBalances(statement)).toMatchObject({ openingCents: 0, gapCents: 0 });
		}
	});

	it('a direct debit that came back: who did not pay, and why', async () => {
		const why =
			'<RtrInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>Provision insuffisante</AddtlInf></RtrInf>';
		const inside = `<Refs><EndToEndId>E1</EndToEndId></Refs>${parties('Jeanne', 'Asso')}${why}`;
		const text = camt(entry('20.00', 'DBIT', details(inside)), { closing: '80.00' });
		expect((await one(text)).lines[0]).toMatchObject({
			...{ cents: -2000, label: 'Jeanne', counterparty: 'Jeanne', reference: 'E1' },
			detail: 'Provision insuffisante AM04'
		});
	});

	it('words and numbers of a structured communication', async () => {
		const strd = (inside: string) => details(`<RmtInf><Strd>${inside}</Strd></RmtInf>`);
		const reference = '<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>';
		const invoice = '<RfrdDocInf><Nb>F2026-12</Nb></RfrdDocInf>';
		const cases = [
			[`${reference}<AddtlRmtInf>Cotisation 2026</AddtlRmtInf>`, 'Cotisation 2026'],
			[reference, 'RF18539007547034'],
			[invoice + reference, 'F2026-12 RF18539007547034']
		] as const;
		for (const [inside, label] of cases) {
			const [line] = (await one(camt(entry('20.00', 'CRDT', strd(inside))))).lines;
			expect(line).toMatchObject({ label, reference: 'RF18539007547034' });
		}
	});

	it('operations of a batch, whatever the element that tells their amounts', async () => {
		const part = (name: string, amount: string, who: string) =>
			`<TxDtls><AmtDtls><${name}><Amt Ccy="EUR">${amount}</Amt></${name}></AmtDtls>${parties(who, 'Asso')}</TxDtls>`;
		const both = part('TxAmt', '5', 'Jeanne') + part('InstdAmt', '15', 'Paul');
		const text = camt(entry('20.00', 'CRDT', `<NtryDtls>${both}</NtryDtls>`));
		const [line] = (await one(text)).lines;
		expect(line?.parts.map(({ cents, counterparty }) => [cents, counterparty])).toEqual([
			[500, 'Jeanne'],
			[1500, 'Paul']
		]);
	});
});

const ofx = (transactions: string) =>
	`OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>15589<BRANCHID>29701<ACCTID>00012345678</BANKACCTFROM><BANKTRANLIST>${transactions}</BANKTRANLIST>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const transaction = (fitid: string, words: string) =>
	`<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261102120000[+1:CET]<TRNAMT>+20,00<FITID>${fitid}${words}</STMTTRN>\n`;

describe('OFX 1', () => {
	it('values left empty, and signs that are no tag', async () => {
		const text = ofx(
			transaction('', '<CHECKNUM><NAME><MEMO>VIR 3 < 4 & fils') +
				transaction('A', '<NAME>Paul<MEMO>')
		);
		const { lines } = await one(text);
		expect(lines.map(({ label, bankReference }) => [label, bankReference])).toEqual([
			['VIR 3 < 4 & fils', null],
			['Paul', 'A']
		]);
	});

	it('one reference for payments of several people: each is a line of its own', async () => {
		const text = ofx(
			transaction('20261102', '<NAME>Paul') +
				transaction('20261102', '<NAME>Aline') +
				transaction('20261102', '<NAME>Paul')
		);
		const [paul, aline, again] = fingerprints((await one(text)).lines);
		expect(aline).not.toBe(paul);
		expect(again).toBe(paul);
		const zeros = ofx(transaction('0', '<NAME>Paul') + transaction('0', '<NAME>Paul'));
		expect(new Set(fingerprints((await one(zeros)).lines)).size).toBe(2);
	});
});

describe('QIF', () => {
	it('keeps the parts of a split line when they come to the whole', async () => {
		const text = (second: string) =>
			`!Account\nNCompte courant\nTBank\n^\n!Type:Banque\nD22/11/2026\nT-100,00\nPCourses\nLAlimentation\nSAlimentation\nEPain\n$-60,00\nSEntretien\n$${second}\n^\n`;
		const { account, lines } = await one(text('-40,00'));
		expect(account.number).toBe('Compte courant');
		expect(lines[0]?.parts.map(({ cents, label }) => [cents, label])).toEqual([
			[-6000, 'Pain · Alimentation'],
			[-4000, 'Entretien']
		]);
		expect((await one(text('-39,00'))).lines[0]?.parts).toEqual([]);
	});
});
