import { looksLikePicture } from '../photo.ts';
import type { PlannedLine } from './plan.ts';
import type { LineDraft } from './read-line.ts';

/** The photographs of a file: a human being who has none yet gets theirs; one that is kept already stays. */
export class Pictures {
	readonly #byLine: ReadonlyMap<number, string>;
	readonly #settled: ReadonlySet<string>;

	/**
	 * @param byLine as base64
	 * @param settled ids of the people who get none: they have one, or are archived
	 */
	constructor(byLine: ReadonlyMap<number, string>, settled: ReadonlySet<string>) {
		this.#byLine = byLine;
		this.#settled = settled;
	}

	/** What is no picture is a fault of its line. */
	check(draft: LineDraft): LineDraft {
		const picture = this.#byLine.get(draft.line);
		if (picture === undefined || looksLikePicture(picture)) return draft;
		const { line } = draft;
		const fault = {
			path: `line ${line}`,
			code: 'people.photo-not-an-image-on-line',
			parameters: { line }
		};
		return { ...draft, faults: [...draft.faults, fault] };
	}

	give(planned: PlannedLine): PlannedLine {
		const picture = this.#byLine.get(planned.line);
		const { after, known, outcome } = planned;
		if (picture === undefined || after?.kind !== 'natural') return planned;
		if (known && this.#settled.has(known.id)) return planned;
		return { ...planned, picture, outcome: outcome === 'unchanged' ? 'update' : outcome };
	}
}
