import type { AttendanceState } from './places.ts';

/** A tap, kept on the device until the server has it and the page that is kept there knows. */
export interface WaitingMark {
	readonly personId: string;
	readonly state: AttendanceState;
	/** ISO moment of the tap. */
	readonly markedAt: string;
	/** What the page showed before it; another answer of somebody else is then told. */
	readonly seen?: AttendanceState | null;
	/** ISO moment, of the server, at which it was taken; none while it waits. */
	readonly sentAt?: string;
}

type Reading = Pick<Storage, 'getItem'>;
type Writing = Pick<Storage, 'getItem' | 'setItem'>;

const keyOf = (sessionId: string) => `attendance ${sessionId}`;
const tapOf = ({ personId, markedAt }: WaitingMark) => `${personId} ${markedAt}`;

/** All taps of a session that the device holds, those sent since the page was made included. */
export function keptMarks(storage: Reading, sessionId: string): WaitingMark[] {
	try {
		const kept: unknown = JSON.parse(storage.getItem(keyOf(sessionId)) ?? '[]');
		return Array.isArray(kept) ? (kept as WaitingMark[]) : [];
	} catch {
		return [];
	}
}

/** Those that wait to be sent; none when the device keeps nothing. */
export function waitingMarks(storage: Reading, sessionId: string): WaitingMark[] {
	return keptMarks(storage, sessionId).filter(({ sentAt }) => sentAt === undefined);
}

/** Keeps one tap for each person, the last. */
export function keepMark(storage: Writing, sessionId: string, mark: WaitingMark): void {
	const others = keptMarks(storage, sessionId).filter(({ personId }) => personId !== mark.personId);
	write(storage, sessionId, [...others, mark]);
}

/**
 * Notes that taps were taken at a moment of the server, unless the person was tapped again meanwhile.
 * @param others whom somebody else marked otherwise, and what holds
 */
export function noteSent(
	storage: Writing,
	sessionId: string,
	sent: readonly WaitingMark[],
	sentAt: string,
	others: readonly { readonly personId: string; readonly holds: AttendanceState }[] = []
): void {
	const taps = new Set(sent.map(tapOf));
	const states = new Map(others.map(({ personId, holds }) => [personId, holds]));
	const marks = keptMarks(storage, sessionId).map((mark) =>
		taps.has(tapOf(mark))
			? { ...mark, state: states.get(mark.personId) ?? mark.state, sentAt }
			: mark
	);
	write(storage, sessionId, marks);
}

/** Forgets these taps, unless the person was tapped again meanwhile. */
export function forgetMarks(
	storage: Writing,
	sessionId: string,
	gone: readonly WaitingMark[]
): void {
	const taps = new Set(gone.map(tapOf));
	const left = keptMarks(storage, sessionId).filter((mark) => !taps.has(tapOf(mark)));
	write(storage, sessionId, left);
}

/** Forgets what a page made at this moment of the server knows already. */
export function forgetKnown(storage: Writing, sessionId: string, madeAt: string): void {
	const left = keptMarks(storage, sessionId).filter(
		({ sentAt }) => sentAt === undefined || sentAt > madeAt
	);
	write(storage, sessionId, left);
}

function write(storage: Writing, sessionId: string, marks: readonly WaitingMark[]): void {
	storage.setItem(keyOf(sessionId), JSON.stringify(marks));
}
