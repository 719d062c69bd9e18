import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { fold } from '#shared/text.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { read } from '#platform/page/perform.server.ts';

type Event = Parameters<typeof read>[0];

/** What the form of an activity says, as typed. */
export function readActivityForm(form: FormData) {
	const fields = readFields(form);
	const text = (name: string) => fields[name] ?? '';
	return {
		name: text('name'),
		kind: text('kind') || 'course',
		place: text('place'),
		capacity: text('capacity'),
		ageMin: text('ageMin'),
		ageMax: text('ageMax'),
		price: text('price'),
		open: form.has('open'),
		season: text('season'),
		ageOn: text('ageOn'),
		documents: form.getAll('document').map(String).filter(isId).slice(0, 20),
		withoutDocuments: text('withoutDocuments') || 'warn',
		teachers: text('teachers')
	};
}
export type ActivityValues = ReturnType<typeof readActivityForm>;

/**
 * The input of `define-activity` and `edit-activity`.
 * @throws {Refusal} `activities.teacher-unknown`, for a name that is not that of one person
 */
export async function toActivityInput(event: Event, values: ActivityValues) {
	const { name, kind, place, capacity, ageMin, ageMax, price, open, teachers } = values;
	const { season, ageOn, documents, withoutDocuments } = values;
	const number = (typed: string) => (typed ? Number(typed) : null);
	return {
		name,
		kind: kind as 'course',
		place: place || null,
		capacity: number(capacity),
		ageMin: number(ageMin),
		ageMax: number(ageMax),
		priceCents: price ? (parseCents(price) ?? Number.NaN) : 0,
		open,
		...(season && { season }),
		ageOn: ageOn ? (parseDay(ageOn) ?? ageOn) : null,
		documentKindIds: documents,
		withoutDocuments,
		teacherIds: await idsOf(event, teachers)
	};
}

async function idsOf(event: Event, typed: string): Promise<string[]> {
	const names = typed.split('\n').map((name) => name.trim());
	const ids: string[] = [];
	for (const name of names.filter(Boolean).slice(0, 20)) {
		const { persons } = await read(event, people.listPersons, { search: name, limit: 20 });
		const same = persons.filter(({ displayName }) => fold(displayName) === fold(name));
		const [person] = same.length > 0 ? same : persons;
		const alone = same.length === 1 || (same.length === 0 && persons.length === 1);
		if (!person || !alone) throw refuseField('teachers', 'activities.teacher-unknown', { name });
		ids.push(person.id);
	}
	return ids;
}
