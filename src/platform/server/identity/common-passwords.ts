import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROWS = [
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890',
	'azertyuiop',
	'qsdfghjklm',
	'wxcvbn',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'1a2z3e4r5t6y7u8i9o0p',
	'1q2w3e4r5t6y7u8i9o0p',
	'aqwzsxedcrfvtgb',
	'qazwsxedcrfvtgb',
	'1qaz2wsx3edc4rfv5tgb'
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];
const LOOKALIKES: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'€': 'e',
	'!': 'i'
};

let known: ReadonlySet<string> | undefined;

function words(): ReadonlySet<string> {
	known ??= new Set(
		readFileSync(path.join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
			.split('\n')
			.filter((line) => !line.startsWith('#'))
			.flatMap((line) => line.split(' '))
			.filter(Boolean)
	);
	return known;
}

/**
 * What guessing tools try first: one or two familiar words with figures or signs around them, letters
 * written as figures, runs of the keyboard or alphabet, repetitions, dates and telephone numbers.
 * Offline: no password leaves the server.
 */
export function isCommonPassword(password: string): boolean {
	const plain = password
		.normalize('NFD')
		.replace(/\p{Diacritic}|\s/gu, '')
		.toLowerCase();
	return (
		isRepetition(plain) ||
		isMadeOfRuns(plain) ||
		/^(\d{6,8}|0\d{9})$/.test(plain) ||
		isFamiliar(plain)
	);
}

function isRepetition(text: string): boolean {
	return /^(.{1,4})\1+.{0,3}$/u.test(text);
}

/** `azerty123`, `abcd4321`: nothing but pieces of at least three neighbours. */
function isMadeOfRuns(text: string): boolean {
	let position = 0;
	while (position < text.length) {
		let length = 0;
		for (const row of RUNS) {
			let size = 3;
			while (
				position + size <= text.length &&
				row.includes(text.slice(position, position + size))
			) {
				length = Math.max(length, size);
				size += 1;
			}
		}
		if (length === 0) return text.length - position <= 2 && position > 0;
		position += length;
	}
	return true;
}

function isFamiliar(text: string): boolean {
	const core = text.replace(/^[^a-z]{0,4}/, '').replace(/[^a-z]{0,8}$/, '');
	const read = [...core].map((sign) => LOOKALIKES[sign] ?? sign).join('');
	if (words().has(core) || words().has(read)) return true;
	for (let cut = 2; cut <= core.length - 2; cut += 1) {
		const [first, second] = [core.slice(0, cut), core.slice(cut).replace(/^[^a-z]{1,2}/, '')];
		if (words().has(first) && words().has(second)) return true;
	}
	return false;
}
