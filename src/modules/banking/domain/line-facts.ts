import type { StatementLine, StatementPart } from './statement.ts';

/** What a kept line tells beside its day, amount and label. */
export interface LineFacts {
	/** Of the file it came in. */
	readonly format: string;
	readonly detail?: string;
	readonly counterparty?: string;
	readonly counterpartyIban?: string;
	readonly reference?: string;
	readonly bankReference?: string;
	readonly type?: string;
	readonly original?: NonNullable<StatementLine['original']>;
	readonly chargesCents?: number;
	readonly parts?: readonly StatementPart[];
}
