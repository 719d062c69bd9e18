import type { AttendanceState, WaitingMark } from '#modules/activities/index.ts';
import {
	forgetKnown,
	forgetMarks,
	keepMark,
	keptMarks,
	noteSent,
	waitingMarks
} from '#modules/activities/index.ts';
import { momentHere } from './moment-here.ts';

/** Whom somebody else marked otherwise meanwhile: what they marked, and what holds. */
export interface Conflict {
	readonly personId: string;
	readonly other: AttendanceState;
	readonly holds: AttendanceState;
}

interface Answer {
	readonly at: string;
	readonly conflicts: readonly Conflict[];
}

interface Refused {
	readonly message?: string;
	readonly faults?: readonly { readonly path: string }[];
}

/** The taps of a session: shown at once, kept on the device until the server has them. */
export class RollCall {
	readonly #sessionId: string;
	readonly #address: string;
	#sending = false;

	/** What was tapped here and the page doesn’t know, by id of person. */
	tapped: Readonly<Record<string, AttendanceState>> = $state({});
	waiting = $state(0);
	refused = $state('');
	signedOut = $state(false);
	conflicts: readonly Conflict[] = $state([]);

	/** @param address where taps are sent */
	constructor(sessionId: string, address: string) {
		this.#sessionId = sessionId;
		this.#address = address;
	}

	/** @param madeAt ISO moment at which the server made the page */
	start(madeAt: string): void {
		forgetKnown(localStorage, this.#sessionId, madeAt);
		this.#show();
		void this.send();
	}

	tap(personId: string, state: AttendanceState, seen: AttendanceState | null): void {
		const markedAt = momentHere();
		keepMark(localStorage, this.#sessionId, { personId, state, markedAt, seen });
		this.conflicts = this.conflicts.filter((one) => one.personId !== personId);
		this.#show();
		void this.send();
	}

	async send(): Promise<void> {
		const marks = waitingMarks(localStorage, this.#sessionId);
		if (marks.length === 0 || this.#sending) return;
		this.#sending = true;
		let isTaken = false;
		try {
			const answer = await fetch(this.#address, {
				method: 'PUT',
				headers: { 'content-type': 'application/json' },
				// The sign-in would answer for the server.
				redirect: 'manual',
				body: JSON.stringify({ marks })
			});
			isTaken = await this.#take(answer, marks);
		} catch {
			// No network: the taps stay on the device until it is back.
		} finally {
			this.#sending = false;
			this.#show();
		}
		if (isTaken && this.waiting > 0) void this.send();
	}

	/** Whether some taps have been dealt with: what is left may be sent. */
	async #take(answer: Response, marks: readonly WaitingMark[]): Promise<boolean> {
		this.signedOut = answer.type === 'opaqueredirect';
		if (this.signedOut || answer.status >= 500) return false;
		if (answer.ok) {
			const { at, conflicts } = (await answer.json()) as Answer;
			noteSent(localStorage, this.#sessionId, marks, at, conflicts);
			this.conflicts = [...this.conflicts.filter((one) => !isIn(conflicts, one)), ...conflicts];
			this.refused = '';
			return true;
		}
		const { message = '', faults = [] } = (await answer.json()) as Refused;
		this.refused = message;
		// Who isn’t registered any more must not hold up the others.
		const wrong = faults.flatMap(({ path }) => marks[Number(path.split('.')[1])] ?? []);
		forgetMarks(localStorage, this.#sessionId, wrong);
		return wrong.length > 0;
	}

	#show(): void {
		const kept = keptMarks(localStorage, this.#sessionId);
		this.tapped = Object.fromEntries(kept.map(({ personId, state }) => [personId, state]));
		this.waiting = waitingMarks(localStorage, this.#sessionId).length;
	}
}

function isIn(conflicts: readonly Conflict[], { personId }: Conflict): boolean {
	return conflicts.some((one) => one.personId === personId);
}
