import type { Fault, RefusalParameters } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';

/** Refuses a file for what stands at a line of it. */
export function refuseAt(line: number, code: string, parameters: RefusalParameters = {}): Refusal {
	return refuseAll([faultAt(line, code, parameters)]);
}

export function faultAt(line: number, code: string, parameters: RefusalParameters = {}): Fault {
	return { path: `line ${line}`, code, parameters: { line, ...parameters } };
}

const MOST_FAULTS = 50;

/** Refuses a file for all that is wrong in it; the first fault gives the sentence. */
export function refuseAll(faults: readonly Fault[]): Refusal {
	const [first] = faults;
	const { code, parameters } = first ?? { code: 'banking.file-unknown', parameters: {} };
	return new Refusal('invalid', code, parameters, faults.slice(0, MOST_FAULTS));
}
