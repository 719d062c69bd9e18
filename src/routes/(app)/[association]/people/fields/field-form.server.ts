import type { CustomKind } from '#modules/people/index.ts';
import { AUDIENCES, CUSTOM_KINDS } from '#modules/people/index.ts';
import { readFields } from '#platform/page/form.server.ts';

interface Option {
	readonly key: string;
	readonly labelFr: string;
	readonly labelEn: string;
}

/** What a form of a field begins with. */
export function fieldValues(field?: {
	readonly kind: CustomKind;
	readonly labelFr: string;
	readonly labelEn: string;
	readonly helpFr: string;
	readonly helpEn: string;
	readonly required: boolean;
	readonly options: readonly Option[];
	readonly formula: string | null;
	readonly seenBy: readonly string[];
	readonly editedBy: readonly string[];
	readonly listed: boolean;
	readonly purpose: string;
	readonly retentionMonths: number | null;
}) {
	return {
		kind: field?.kind ?? ('text' as const),
		labelFr: field?.labelFr ?? '',
		labelEn: field?.labelEn ?? '',
		helpFr: field?.helpFr ?? '',
		helpEn: field?.helpEn ?? '',
		required: field?.required ?? false,
		options: (field?.options ?? []).map(writeOption).join('\n'),
		formula: field?.formula ?? '',
		seenBy: [...(field?.seenBy ?? ['readers'])],
		editedBy: [...(field?.editedBy ?? [])],
		listed: field?.listed ?? false,
		purpose: field?.purpose ?? '',
		retentionMonths: field?.retentionMonths?.toString() ?? ''
	};
}

function writeOption({ labelFr, labelEn }: Option): string {
	return labelEn ? `${labelFr} | ${labelEn}` : labelFr;
}

/** What was typed, as the form shows it again and as the operation takes it. */
export function typedField(form: FormData) {
	const typed = readFields(form);
	const values = {
		kind: CUSTOM_KINDS.find((kind) => kind === typed.kind) ?? ('text' as const),
		labelFr: typed.labelFr ?? '',
		labelEn: typed.labelEn ?? '',
		helpFr: typed.helpFr ?? '',
		helpEn: typed.helpEn ?? '',
		required: form.has('required'),
		options: typed.options ?? '',
		formula: typed.formula ?? '',
		seenBy: AUDIENCES.filter((one) => form.getAll('seenBy').includes(one)),
		editedBy: (['leaders', 'self'] as const).filter((one) => form.getAll('editedBy').includes(one)),
		listed: form.has('listed'),
		purpose: typed.purpose ?? '',
		retentionMonths: typed.retentionMonths ?? ''
	};
	const { kind, ...described } = values;
	const options = values.options.split('\n').flatMap((line) => {
		const [labelFr = '', labelEn = ''] = line.split('|').map((part) => part.trim());
		return labelFr === '' ? [] : [{ labelFr, labelEn }];
	});
	const retentionMonths = values.retentionMonths === '' ? null : Number(values.retentionMonths);
	return { values, kind, described: { ...described, options, retentionMonths } };
}
