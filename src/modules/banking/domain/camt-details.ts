import { sum } from '#shared/money.ts';
import { readAmount } from './amount.ts';
import { compactNumber } from './bank-account.ts';
import { clean, find, findAll, textAt } from './markup.ts';
import type { Element } from './markup.ts';
import type { StatementLine, StatementPart } from './statement.ts';

/** What the details of an entry (`NtryDtls/TxDtls`) add to it. */
export interface EntryDetails {
	readonly counterparty: string | null;
	readonly counterpartyIban: string | null;
	readonly reference: string | null;
	readonly bankReference: string | null;
	readonly original: StatementLine['original'];
	readonly rate: string | null;
	/** The amount in the currency of the account, when the entry is in another one. */
	readonly inAccountCurrency: number | null;
	readonly parts: readonly StatementPart[];
	/** The text that says most, and the others behind it. */
	wordsBeside(entryWords: string | null): { label: string | null; detail: string | null };
}

export function detailsOf(entry: Element, sign: 1 | -1, currency: string): EntryDetails {
	const all = findAll(entry, 'NtryDtls').flatMap((details) => findAll(details, 'TxDtls'));
	const reversal =
		/^(true|1)$/.test(textAt(entry, 'RvslInd') ?? '') || all.some((one) => find(one, 'RtrInf'));
	const single = all.length === 1 ? all[0] : undefined;
	const other = otherParty(all, sign, reversal);
	const amounts = find(single, 'AmtDtls') ?? find(entry, 'AmtDtls');
	const paid = ['InstdAmt', 'TxAmt', 'CntrValAmt'].map((name) => find(amounts, `${name}/Amt`));
	const foreign = paid.find((amount) => amount && currencyIn(amount) !== currency);
	const own = paid.find((amount) => amount && currencyIn(amount) === currency);
	const rate = ['InstdAmt', 'TxAmt', 'CntrValAmt']
		.map((name) => textAt(amounts, `${name}/CcyXchg/XchgRate`))
		.find(Boolean);
	return {
		...other,
		reference: single ? referenceOf(single) : textAt(entry, 'NtryDtls/Btch/PmtInfId'),
		bankReference: textAt(single, 'Refs/AcctSvcrRef') ?? null,
		original: foreign
			? {
					amount: clean(foreign.text) ?? '',
					currency: currencyIn(foreign) ?? '',
					rate: rate ?? null
				}
			: null,
		rate: rate ?? null,
		inAccountCurrency: own ? (readAmount(own.text, '.') ?? null) : null,
		parts: all.length > 1 ? partsOf(entry, all, sign, currency, reversal) : [],
		wordsBeside: (entryWords) => wordsOf(all, entryWords)
	};
}

function currencyIn(amount: Element): string | undefined {
	return /\bCcy\s*=\s*["']([A-Z]{3})["']/.exec(amount.attributes)?.[1];
}

/** Who paid when money came in, who was paid when it left; the other way round for what comes back. */
function otherParty(all: readonly Element[], sign: 1 | -1, reversal: boolean) {
	const names = all.map((details) => partyOf(details, sign, reversal));
	const [first] = names;
	const same = names.every((party) => party.counterparty === first?.counterparty);
	return same && first ? first : { counterparty: null, counterpartyIban: null };
}

function partyOf(details: Element, sign: 1 | -1, reversal: boolean) {
	const payerFirst = (sign === 1) !== reversal;
	const sides = payerFirst ? ['Dbtr', 'Cdtr'] : ['Cdtr', 'Dbtr'];
	const parties = find(details, 'RltdPties');
	for (const side of sides) {
		const name = textAt(parties, `${side}/Nm`) ?? textAt(parties, `${side}/Pty/Nm`);
		const account =
			textAt(parties, `${side}Acct/Id/IBAN`) ?? textAt(parties, `${side}Acct/Id/Othr/Id`);
		if (name === null && account === null) continue;
		return {
			counterparty: name,
			counterpartyIban: account === null ? null : compactNumber(account).slice(0, 34)
		};
	}
	return { counterparty: null, counterpartyIban: null };
}

function referenceOf(details: Element): string | null {
	const endToEnd = textAt(details, 'Refs/EndToEndId');
	if (endToEnd !== null && endToEnd !== 'NOTPROVIDED') return endToEnd;
	return (
		textAt(details, 'RmtInf/Strd/CdtrRefInf/Ref') ??
		textAt(details, 'Refs/ChqNb') ??
		textAt(details, 'Refs/MndtId')
	);
}

/** The operations of a batch, when their amounts come to that of the entry. */
function partsOf(
	entry: Element,
	all: readonly Element[],
	sign: 1 | -1,
	currency: string,
	reversal: boolean
): StatementPart[] {
	const total = readAmount(textAt(entry, 'Amt') ?? '', '.');
	const parts = all.flatMap((details) => {
		const amount = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/InstdAmt/Amt']
			.map((path) => find(details, path))
			.find(Boolean);
		const cents = amount && readAmount(amount.text, '.');
		if (!amount || !cents || (currencyIn(amount) ?? currency) !== currency) return [];
		const side = textAt(details, 'CdtDbtInd');
		const own = side === null ? sign : side === 'CRDT' ? 1 : -1;
		return [
			{
				cents: cents * own,
				label: remittance(details) ?? textAt(details, 'AddtlTxInf'),
				counterparty: partyOf(details, sign, reversal).counterparty,
				reference: referenceOf(details)
			}
		];
	});
	const whole = total !== undefined && sum(parts.map(({ cents }) => cents)) === total * sign;
	return whole && parts.length === all.length ? parts : [];
}

/** What the payer wrote: in free words, else as the number of an invoice or of a creditor's reference. */
function remittance(details: Element): string | null {
	const told = find(details, 'RmtInf');
	const structured = findAll(told, 'Strd');
	const free = [
		...findAll(told, 'Ustrd'),
		...structured.flatMap((one) => findAll(one, 'AddtlRmtInf'))
	].map(({ text }) => text);
	const numbers = structured.flatMap((one) =>
		['RfrdDocInf/Nb', 'CdtrRefInf/Ref'].flatMap((path) => textAt(one, path) ?? [])
	);
	return clean(free.join(' ')) ?? clean(numbers.join(' '));
}

/** Why a payment came back. */
function returned(details: Element): string | null {
	const found = find(details, 'RtrInf');
	const reasons = ['AddtlInf', 'Rsn/Cd', 'Rsn/Prtry'].map((path) => textAt(found, path));
	return clean(reasons.filter(Boolean).join(' '));
}

function wordsOf(all: readonly Element[], entryWords: string | null) {
	const single = all.length === 1 ? all[0] : undefined;
	const texts = [
		single ? remittance(single) : null,
		single ? textAt(single, 'AddtlTxInf') : null,
		entryWords,
		...(single ? [] : all.map((details) => remittance(details) ?? textAt(details, 'AddtlTxInf')))
	];
	const [label = null, ...rest] = [...new Set(texts.flatMap((text) => text ?? []))];
	const reason = single ? returned(single) : null;
	return { label, detail: clean([...rest, ...(reason ? [reason] : [])].join(' · ')) };
}
