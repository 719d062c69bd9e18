import { describe, expect, it } from 'vitest';
import { forgetMarks, keepMark, waitingMarks, type WaitingMark } from './waiting-marks.ts';

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

	it('survive what somebody else wrote there', () => {
		const device = aDevice();
		device.setItem('attendance a', '{nonsense');
		expect(waitingMarks(device, 'a')).toEqual([]);
	});
});
