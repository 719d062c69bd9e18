import { formatDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { nameWithSeason } from '#modules/membership/index.ts';
import { addressedAs, formatPhone } from '#modules/people/index.ts';
import type { MergeValues } from '../domain/merge-fields.ts';
import type { Recipient } from './audience.ts';

/** What each field of a letter says of a person; empty for what is not known. */
export function mergeValues(
	{ actor: { locale }, association, today }: OperationContext,
	{ person, status }: Recipient
): MergeValues {
	const standing = status?.standing;
	const until = standing?.kind === 'up-to-date' ? standing.until : undefined;
	return {
		honorific: addressedAs(person.honorific, locale),
		shortHonorific: person.honorific ?? '',
		firstName: person.firstName ?? '',
		lastName: person.lastName ?? '',
		name: person.displayName,
		number: person.number ?? '',
		category: person.category ?? '',
		email: person.email ?? '',
		phone: person.phone ? formatPhone(person.phone) : '',
		address: person.address ?? '',
		postcode: person.postcode ?? '',
		city: person.city ?? '',
		birthDate: person.birthDate ? formatDay(person.birthDate, locale) : '',
		joinedOn: person.joinedOn ? formatDay(person.joinedOn, locale) : '',
		fee: status ? nameWithSeason(status.feeName, status.season) : '',
		tariff: status?.tariffLabel ?? '',
		owed: formatCents(standing?.kind === 'owing' ? standing.owedCents : 0, locale),
		until: until ? formatDay(until, locale) : '',
		date: formatDay(today, locale),
		association: association.name
	};
}
