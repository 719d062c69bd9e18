import { addDays, type Day } from '#shared/day.ts';
import { activities } from '#modules/activities/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { Records } from './community.ts';
import { keyOf } from './households.ts';
import { MADELEINE, YANN } from './personas.ts';

interface Course {
	readonly name: string;
	readonly kind: 'course' | 'workshop';
	readonly place: string;
	readonly capacity: number;
	readonly priceCents: number;
	readonly open: boolean;
	readonly first: Day;
	readonly weeks: number;
	readonly hours: readonly [string, string];
	readonly candidates: number;
}

const COURSES: readonly Course[] = [
	{
		name: 'Permaculture, les bases',
		kind: 'course',
		place: 'Serre du Moulin Blanc',
		capacity: 12,
		priceCents: 3000,
		open: false,
		first: '2026-10-06' as Day,
		weeks: 10,
		hours: ['18:00', '19:30'],
		candidates: 14
	},
	{
		name: 'Taille des arbres fruitiers',
		kind: 'workshop',
		place: 'Verger de Kerlann',
		capacity: 20,
		priceCents: 0,
		open: true,
		first: '2026-12-05' as Day,
		weeks: 2,
		hours: ['10:00', '12:00'],
		candidates: 9
	}
];

const TODAY = '2026-11-21' as Day;

/** A course that has begun, with a waiting list and its attendance, and a workshop to come. */
export async function holdActivities(
	stage: Stage,
	secretary: Caller,
	random: Random,
	records: Records
): Promise<void> {
	const adults = [...records.values()].slice(0, 60);
	const teacherIds = [MADELEINE, YANN].map((persona) => records.get(keyOf(persona)) ?? '');
	const early = '2026-09-01' as Day;
	const insurance = await stage.play(early, secretary, activities.defineDocumentKind, {
		name: 'Attestation d’assurance',
		months: 12
	});
	const consent = await stage.play(early, secretary, activities.defineDocumentKind, {
		name: 'Autorisation parentale',
		minorsOnly: true
	});
	for (const [index, course] of COURSES.entries()) {
		const { first, weeks, hours, candidates, ...fields } = course;
		const day = addDays(first, -30);
		const { id } = await stage.play(day, secretary, activities.defineActivity, {
			...fields,
			documentKindIds: [index === 0 ? insurance.id : consent.id],
			teacherIds: [teacherIds[index] ?? '']
		});
		const [startsAt, endsAt] = hours;
		const { sessionIds } = await stage.play(day, secretary, activities.addSessions, {
			id,
			day: first,
			startsAt,
			endsAt,
			weeks
		});
		const chosen = new Set<string>();
		while (chosen.size < candidates) chosen.add(random.pick(adults));
		const registered: string[] = [];
		for (const personId of chosen) {
			const { state } = await stage.play(addDays(day, 5), secretary, activities.registerPerson, {
				id,
				personId
			});
			if (state === 'registered') registered.push(personId);
		}
		// Most have brought their paper; the others are told on the page of the course.
		for (const personId of index === 0 ? registered.slice(0, -3) : []) {
			await stage.play(first, secretary, activities.handInDocument, {
				personId,
				kindId: insurance.id,
				signedOn: addDays(first, -20)
			});
		}
		for (const [week, sessionId] of sessionIds.entries()) {
			const on = addDays(first, week * 7);
			if (on > TODAY) break;
			await stage.play(on, secretary, activities.markAttendance, {
				id: sessionId,
				marks: registered.map((personId) => ({ personId, state: attendanceOf(random) }))
			});
		}
	}
}

function attendanceOf(random: Random): 'present' | 'excused' | 'absent' {
	if (random.chance(0.82)) return 'present';
	return random.chance(0.5) ? 'excused' : 'absent';
}

/** One who pays in three times, and two reminders that the association has written. */
export async function arrangeDues(
	stage: Stage,
	{ treasurer, secretary }: { treasurer: Caller; secretary: Caller }
): Promise<void> {
	const day = '2026-11-10' as Day;
	const { memberships } = await stage.play(day, treasurer, membership.listMemberships, {
		state: 'owing',
		limit: 200
	});
	const large = memberships.find(({ dueCents, paidCents }) => dueCents >= 4500 && paidCents === 0);
	if (large) {
		const third = Math.floor(large.dueCents / 3);
		await stage.play(day, treasurer, membership.planInstalments, {
			id: large.id,
			instalments: [
				{ dueOn: '2026-11-15', amountCents: large.dueCents - 2 * third },
				{ dueOn: '2026-12-15', amountCents: third },
				{ dueOn: '2027-01-15', amountCents: third }
			]
		});
	}
	await stage.play(day, secretary, membership.defineReminder, {
		about: 'due',
		days: 30,
		subject: 'Votre cotisation : {cotisation}',
		body: 'Bonjour {nom},\n\nSauf erreur de notre part, {montant} restent à payer pour {cotisation}.\nUn chèque ou un virement, et c’est réglé. Un souci ? Parlons-en.\n\n{association}'
	});
	await stage.play(day, secretary, membership.defineReminder, {
		about: 'end',
		days: -15,
		subject: 'Votre adhésion se termine bientôt',
		body: 'Bonjour {nom},\n\nVotre adhésion {cotisation} se termine le {date}. Au plaisir de continuer à jardiner ensemble !\n\n{association}'
	});
}
