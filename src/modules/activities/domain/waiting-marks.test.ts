import { describe, expect, it } from 'vitest';
import {
	forgetKnown,
	forgetMarks,
	keepMark,
	keptMarks,
	noteSent,
	waitingMarks,
	type WaitingMark
} from './waiting-marks.ts';

function aDevice() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
}

const tap = (personId: string, state: WaitingMark['state'], second: number): WaitingMark => ({
	personId,
	state,
	markedAt: `2026-11-21T18:00:0${second}.000Z`
});

describe('taps that wait for the network', () => {
	it('are one for each person, the last, and apart for each session', () => {
		const device = aDevice();
		keepMark(device, 'a', tap('lea', 'absent', 1));
		keepMark(device, 'a', tap('lea', 'present', 2));
		keepMark(device, 'b', tap('yann', 'present', 3));
		expect(waitingMarks(device, 'a')).toEqual([tap('lea', 'present', 2)]);
		expect(waitingMarks(device, 'b')).toHaveLength(1);
	});

	it('are forgotten once sent, unless tapped again meanwhile', () => {
		const device = aDevice();
		keepMark(device, 'a', tap('lea', 'absent', 1));
		keepMark(device, 'a', tap('yann', 'present', 1));
		const sent = waitingMarks(device, 'a');
		keepMark(device, 'a', tap('lea', 'present', 2));
		forgetMarks(device, 'a', sent);
		expect(waitingMarks(device, 'a')).toEqual([tap('lea', 'present', 2)]);
	});

	it('once sent are shown until a page knows them, as what holds', () => {
		const device = aDevice();
		keepMark(device, 'a', tap('lea', 'absent', 1));
		keepMark(device, 'a', tap('yann', 'present', 1));
		const sent = waitingMarks(device, 'a');
		keepMark(device, 'a', tap('yann', 'excused', 2));
		const at = '2026-11-21T18:00:05.000Z';
		noteSent(device, 'a', sent, at, [{ personId: 'lea', holds: 'present' }]);
		expect(waitingMarks(device, 'a')).toEqual([tap('yann', 'excused', 2)]);
		expect(keptMarks(device, 'a').map(({ state }) => state)).toEqual(['present', 'excused']);
		forgetKnown(device, 'a', '2026-11-21T18:00:04.000Z');
		expect(keptMarks(device, 'a')).toHaveLength(2);
		forgetKnown(device, 'a', at);
		expect(keptMarks(device, 'a')).toEqual([tap('yann', 'excused', 2)]);
	});

	it('survive what somebody else wrote there', () => {
		const device = aDevice();
		device.setItem('attendance a', '{nonsense');
		expect(waitingMarks(device, 'a')).toEqual([]);
	});
});
