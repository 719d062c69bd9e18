import type { AttendanceState } from './places.ts';

/** A tap, kept on the device until the server has it. */
export interface WaitingMark {
	readonly personId: string;
	readonly state: AttendanceState;
	/** ISO moment of the tap. */
	readonly markedAt: string;
}

const keyOf = (sessionId: string) => `attendance ${sessionId}`;

/** The taps of a session that wait; none when the device keeps nothing. */
export function waitingMarks(storage: Pick<Storage, 'getItem'>, sessionId: string): WaitingMark[] {
	try {
		const kept: unknown = JSON.parse(storage.getItem(keyOf(sessionId)) ?? '[]');
		return Array.isArray(kept) ? (kept as WaitingMark[]) : [];
	} catch {
		return [];
	}
}

/** Keeps one tap for each person, the last. */
export function keepMark(
	storage: Pick<Storage, 'getItem' | 'setItem'>,
	sessionId: string,
	mark: WaitingMark
): void {
	const others = waitingMarks(storage, sessionId).filter(
		({ personId }) => personId !== mark.personId
	);
	storage.setItem(keyOf(sessionId), JSON.stringify([...others, mark]));
}

/** Forgets the taps that were sent, unless the person was tapped again meanwhile. */
export function forgetMarks(
	storage: Pick<Storage, 'getItem' | 'setItem'>,
	sessionId: string,
	sent: readonly WaitingMark[]
): void {
	const gone = new Set(sent.map(({ personId, markedAt }) => `${personId} ${markedAt}`));
	const left = waitingMarks(storage, sessionId).filter(
		({ personId, markedAt }) => !gone.has(`${personId} ${markedAt}`)
	);
	storage.setItem(keyOf(sessionId), JSON.stringify(left));
}
