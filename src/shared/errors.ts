/** What a refusal means to a caller; each kind maps to one HTTP status (RFC 9110) in `platform/server/problem.ts`. */
export type RefusalKind =
	| 'invalid' // 422: the input is understood and wrong
	| 'malformed' // 400: the input can't be read at all
	| 'unauthenticated' // 401
	| 'forbidden' // 403
	| 'not-found' // 404: absent, or not yours to see
	| 'conflict' // 409: the state of things refuses it
	| 'too-large' // 413
	| 'too-many' // 429
	| 'unavailable'; // 503

export type RefusalParameters = Readonly<Record<string, string | number>>;

/** One fault, placed: `path` is a field (`lines.2.debit`), a line of a file (`line 12`) or empty for the whole. */
export interface Fault {
	readonly path: string;
	readonly code: string;
	readonly parameters?: RefusalParameters;
}

/**
 * An expected refusal. `code` is stable, `module.kebab-name`, and is also its translation key
 * (`accounting.entry-not-balanced` → message `accounting_error_entry_not_balanced`).
 */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	readonly code: string;
	readonly parameters: RefusalParameters;
	readonly faults: readonly Fault[];

	constructor(
		kind: RefusalKind,
		code: string,
		parameters: RefusalParameters = {},
		faults: readonly Fault[] = []
	) {
		super(code);
		this.name = 'Refusal';
		this.kind = kind;
		this.code = code;
		this.parameters = parameters;
		this.faults = faults;
	}
}

/** Refuses one field of an input. */
export function refuseField(
	path: string,
	code: string,
	parameters: RefusalParameters = {}
): Refusal {
	return new Refusal('invalid', code, parameters, [{ path, code, parameters }]);
}
