import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { isDay } from '#shared/day.ts';
import { WITHOUT_DOCUMENTS } from '../domain/documents.ts';
import { ACTIVITY_KINDS } from '../domain/places.ts';
import { isSeason } from '../domain/season.ts';

// The fields that inputs and outputs of this module share.

export const dayField = z
	.string()
	.refine(
		(text) => isDay(text) && text >= '1950' && text < '2100',
		'activities.day-invalid'
	) as unknown as z.ZodType<Day, string>;

/** A day in an answer. */
export const dayView = z.string() as unknown as z.ZodType<Day, string>;

/** `HH:MM`, in Europe/Paris. */
export const hourField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'activities.hour-invalid');

const ageField = z
	.int('activities.age-unreadable')
	.min(0, 'activities.age-unreadable')
	.max(130, 'activities.age-unreadable')
	.nullish();

export const activityFields = {
	name: z.string().trim().min(1).max(80),
	kind: z.enum(ACTIVITY_KINDS).default('course'),
	place: z.string().trim().min(1).max(120).nullish(),
	/** Places; absent when there is room for everybody. */
	capacity: z
		.int('activities.capacity-unreadable')
		.min(1, 'activities.capacity-unreadable')
		.max(5000, 'activities.capacity-unreadable')
		.nullish(),
	/** Years on `ageOn`, both bounds included. */
	ageMin: ageField,
	ageMax: ageField,
	priceCents: z
		.int('activities.amount-unreadable')
		.min(0, 'activities.amount-unreadable')
		.max(100_000_000)
		.default(0),
	/** Members register by themselves. */
	open: z.boolean().default(false),
	/** `2026-2027`, 1 September to 31 August; that of today unless said. */
	season: z.string().refine(isSeason, 'activities.season-unreadable').optional(),
	/** The day on which ages count; that of registration unless said. */
	ageOn: dayField.nullish(),
	/** The documents that are asked for, by the ids of their kinds. */
	documentKindIds: z.array(z.uuid()).max(20).default([]),
	/** Who lacks a document is registered with a warning, or is not registered. */
	withoutDocuments: z.enum(WITHOUT_DOCUMENTS).default('warn'),
	teacherIds: z.array(z.uuid()).max(20).default([])
};
