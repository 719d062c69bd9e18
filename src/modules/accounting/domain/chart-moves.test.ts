import { describe, expect, it } from 'vitest';
import { accountOfChart, chartAccounts, chartMoves } from '../server/chart-data.ts';
import { CHART_VERSIONS } from './chart.ts';
import { destinationOf, originOf } from './chart-moves.ts';

function to2025(code: string, own = false, from: '1999' | '2018' = '2018') {
	const moves = chartMoves(`associations-${from}`, 'associations-2025');
	return destinationOf(
		{ code, own },
		moves,
		(each) => accountOfChart('associations-2025', each) !== undefined
	);
}

describe('what moves when a year opens under a later nomenclature', () => {
	it.each([
		['777', '747'],
		['675', '652'],
		['775', '757'],
		['740', '741'],
		['6586', '6281'],
		['6010', '601'],
		['6168', '616']
	])('%s of 2018 goes to %s', (code, into) => {
		expect(to2025(code)).toEqual({ kind: 'moves', into });
	});

	it('moves what kept its number but not its meaning: 652 were federal licences', () => {
		expect(to2025('652')).toEqual({ kind: 'moves', into: '6281' });
	});

	it('leaves the choice where the law does', () => {
		expect(to2025('771')).toEqual({ kind: 'choice', choices: ['7588', '7718', '778'] });
	});

	it('leaves what is in both, and one’s own accounts below it', () => {
		expect(to2025('7561')).toEqual({ kind: 'stays' });
		expect(to2025('5121', true)).toEqual({ kind: 'stays' });
		expect(to2025('7771', true)).toEqual({ kind: 'moves', into: '747' });
	});

	it('goes by way of 2018 from 1999', () => {
		expect(to2025('760', false, '1999')).toEqual({ kind: 'moves', into: '768' });
		expect(to2025('6588', false, '1999')).toEqual({ kind: 'moves', into: '658' });
	});

	it('only ever names accounts that take entries', () => {
		for (const from of CHART_VERSIONS) {
			for (const to of CHART_VERSIONS) {
				const has = (code: string) => accountOfChart(to, code) !== undefined;
				for (const { code, heading } of chartAccounts(from)) {
					if (heading) continue;
					const found = destinationOf({ code, own: false }, chartMoves(from, to), has);
					const named =
						found.kind === 'moves' ? [found.into] : found.kind === 'choice' ? found.choices : [];
					const wrong = named.filter((each) => accountOfChart(to, each)?.heading !== false);
					expect([from, to, code, wrong]).toEqual([from, to, code, []]);
				}
			}
		}
	});
});

describe('what took the place of an account, under an earlier nomenclature', () => {
	const in2018 = (code: string, own = false) =>
		originOf(
			{ code, own },
			chartMoves('associations-2018', 'associations-2025'),
			(each) => accountOfChart('associations-2018', each) !== undefined
		);

	it.each([
		['757', '775'],
		['652', '675']
	])('%s of 2025 was %s', (code, into) => {
		expect(in2018(code)).toEqual({ kind: 'moves', into });
	});

	it('stays where the number meant the same', () => {
		expect(in2018('6281')).toEqual({ kind: 'stays' });
		expect(in2018('747')).toEqual({ kind: 'stays' });
		expect(in2018('7561')).toEqual({ kind: 'stays' });
		expect(in2018('5121', true)).toEqual({ kind: 'stays' });
	});
});
