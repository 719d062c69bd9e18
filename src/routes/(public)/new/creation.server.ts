import { usualYears, type UsualYear } from '#composition/founding/usual-years.ts';
import { today } from '#platform/server/clock.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** What the form says of the association and of whoever opens it. */
export function creationOf(fields: Fields, password: string) {
	const { name = '', purpose, rna, siren, accentHue, chart, year } = fields;
	const usual = usualYears(today())[year as UsualYear];
	const { yearStart = '', yearEnd = '' } = fields;
	const days = usual ? { yearStart: usual.start, yearEnd: usual.end } : { yearStart, yearEnd };
	const { firstName = '', lastName = '', email = '' } = fields;
	return {
		creation: { name, purpose, rna, siren, accentHue, chart: chart as never, ...days },
		newcomer: { firstName, lastName, email, password }
	};
}
