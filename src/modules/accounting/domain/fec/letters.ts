import type { CheckedLine } from './line.ts';
import type { FecFindings } from './rules.ts';

interface Letter {
	readonly letter: string;
	readonly line: number;
	/** Debit minus credit, in cents. */
	balance: number;
	/** `AAAAMMJJ`, the last of its days. */
	date: string;
}

/** Weighs the lines that share a letter and an account: together they should leave nothing. */
export class Letters {
	readonly #byAccount = new Map<string, Letter>();
	readonly #overall = new Map<string, number>();
	#capitals = false;

	weigh({ line, account, letter, letterDate, debitCents, creditCents }: CheckedLine): void {
		if (letter === '') return;
		if (letter !== letter.toLowerCase()) this.#capitals = true;
		const balance = debitCents - creditCents;
		this.#overall.set(letter, (this.#overall.get(letter) ?? 0) + balance);
		const key = `${account}\t${letter}`;
		const known = this.#byAccount.get(key);
		if (!known) this.#byAccount.set(key, { letter, line, balance, date: letterDate });
		else {
			known.balance += balance;
			if (letterDate > known.date) known.date = letterDate;
		}
	}

	/** @param lastDay `AAAAMMJJ`: what is lettered after it has its other half in the next file */
	report(lastDay: string, findings: FecFindings): void {
		for (const { letter, line, balance, date } of this.#byAccount.values()) {
			if (balance === 0 || date > lastDay || this.#isPartial(letter)) continue;
			const across = this.#overall.get(letter) === 0;
			findings.add(across ? 'letter-across-accounts' : 'letter-unbalanced', line, {
				letter,
				balance
			});
		}
	}

	/** Where capitals settle, small letters mark what is settled in part: a habit of most programs. */
	#isPartial(letter: string): boolean {
		return this.#capitals && letter === letter.toLowerCase() && letter !== letter.toUpperCase();
	}
}
