import { sum, toDecimal } from '#shared/money.ts';
import { emptyPart, typedCents, type TypedLine, type TypedPart } from '../typed-entry.ts';
import { writeCell, type TemplateAmount } from './entry-template.ts';

interface TemplateLine extends TemplateAmount {
	readonly account: string;
	/** Money moves through the account. */
	readonly isMeans: boolean;
	readonly label: string | null;
	readonly thirdParty: string | null;
	readonly values: readonly { readonly id: string; readonly axisId: string }[];
}

interface Template {
	readonly name: string;
	readonly journal: string;
	readonly label: string;
	readonly thirdParty: string | null;
	readonly lines: readonly TemplateLine[];
}

/** What the grid begins with. @param cells the amount of each line, as it is shown */
function gridLines(lines: readonly TemplateLine[], cells: readonly string[]): TypedLine[] {
	return lines.map(({ account, side, label, thirdParty, values }, index) => ({
		account,
		label: label ?? '',
		debitCents: side === 'debit' ? (cells[index] ?? '') : '',
		creditCents: side === 'credit' ? (cells[index] ?? '') : '',
		thirdParty: thirdParty ?? '',
		values: valuesOf(values)
	}));
}

function valuesOf(values: TemplateLine['values']): Record<string, string> {
	return Object.fromEntries(values.map(({ axisId, id }) => [axisId, id]));
}

/** What the grid of a new entry begins with; amounts that are typed each time are empty. */
export function gridOf(
	{ journal, label, thirdParty, lines }: Template,
	amounts: readonly number[]
) {
	return {
		...{ journal, label, thirdParty: thirdParty ?? '' },
		lines: gridLines(lines, amounts.map(typedCents))
	};
}

/** What the form of the template itself begins with. */
export function templateStart({ name, journal, label, thirdParty, lines }: Template) {
	return {
		...{ name, journal, label, thirdParty: thirdParty ?? '' },
		lines: gridLines(lines, lines.map(writeCell))
	};
}

interface PlainOptions {
	readonly totalCents?: number | undefined;
	/** The plain word that stands for an account, which is shown rather than its number. */
	readonly wordOf?: (account: string) => string | undefined;
}

/**
 * What the form in plain words begins with, and which: money in or out of one account, everything else against it.
 * `undefined` when the template is not so simple.
 */
export function plainOf(
	{ label, thirdParty, lines }: Template,
	amounts: readonly number[],
	{ totalCents, wordOf = () => undefined }: PlainOptions = {}
): { kind: 'income' | 'expense'; values: Record<string, unknown> } | undefined {
	const means = lines.filter(({ isMeans }) => isMeans);
	const [through] = means;
	const about = lines.flatMap((line, index) =>
		line.isMeans ? [] : [{ ...line, cents: amounts[index] ?? 0 }]
	);
	const [first, ...others] = about;
	if (means.length !== 1 || !through || !first) return undefined;
	if (about.some(({ side }) => side === through.side)) return undefined;
	const whole = amounts[lines.indexOf(through)] || sum(about.map(({ cents }) => cents));
	const amount = totalCents ?? whole;
	return {
		kind: through.side === 'debit' ? 'income' : 'expense',
		values: {
			...{ label, thirdParty: thirdParty ?? '', means: through.account },
			...aboutOf(first.account, wordOf),
			amountCents: amount ? toDecimal(amount) : '',
			...Object.fromEntries(first.values.map(({ axisId, id }) => [`value-${axisId}`, id])),
			parts: others.map((part) => partOf(part, wordOf))
		}
	};
}

type WordOf = NonNullable<PlainOptions['wordOf']>;

function aboutOf(account: string, wordOf: WordOf) {
	const meaning = wordOf(account);
	return meaning ? { meaning, account: '' } : { meaning: '', account };
}

function partOf(
	{ cents, account, label, values }: TemplateLine & { cents: number },
	wordOf: WordOf
): TypedPart {
	return {
		...emptyPart(),
		...aboutOf(account, wordOf),
		...{ amountCents: typedCents(cents), label: label ?? '', values: valuesOf(values) }
	};
}
