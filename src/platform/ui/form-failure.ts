/** What a form action answers when it is refused (`failWith` of `platform/page`). */
export interface FormFailure {
	readonly message: string;
	readonly faults: readonly { readonly path: string; readonly detail: string }[];
	readonly values: Readonly<Record<string, unknown>>;
}

type Answer = Partial<FormFailure> | null | undefined;

/** The sentence to show at the field `name`. */
export function faultOf(form: Answer, name: string): string | undefined {
	return form?.faults?.find(({ path }) => path === name)?.detail;
}

/** Every fault of a refused form, or its sentence when it names none: what `ErrorSummary` lists. */
export function faultsOf(form: Answer): { path: string; message: string }[] {
	if (!form?.message) return [];
	if (!form.faults?.length) return [{ path: '', message: form.message }];
	return form.faults.map(({ path, detail }) => ({ path, message: detail }));
}

/** The sentence to show above the form: for what no field of it explains. */
export function problemOf(form: Answer): string | undefined {
	const placed = form?.faults?.some(({ path }) => path !== '');
	return placed ? undefined : form?.message;
}

/** What was typed, after a refusal; `before` otherwise. */
export function typed(form: Answer, name: string, before: string | null = ''): string {
	const value = form?.values?.[name];
	return typeof value === 'string' ? value : (before ?? '');
}
