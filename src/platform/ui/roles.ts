import { m } from '#i18n';
import type { Option } from './option.ts';

/** The roles of an association with what each may do, as lines of a choice. */
export function roleOptions(): Option[] {
	return [
		{
			value: 'administrator',
			label: m.platform_role_administrator_label(),
			note: m.platform_role_administrator_note()
		},
		{
			value: 'treasurer',
			label: m.platform_role_treasurer_label(),
			note: m.platform_role_treasurer_note()
		},
		{
			value: 'secretary',
			label: m.platform_role_secretary_label(),
			note: m.platform_role_secretary_note()
		},
		{
			value: 'accountant',
			label: m.platform_role_accountant_label(),
			note: m.platform_role_accountant_note()
		},
		{
			value: 'member',
			label: m.platform_role_member_label(),
			note: m.platform_role_member_note()
		}
	];
}

export function roleLabel(role: string): string {
	return roleOptions().find(({ value }) => value === role)?.label ?? role;
}
