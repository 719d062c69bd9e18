import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation, type OperationContext } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';

export const associationView = z.object({
	id: z.uuid(),
	slug: z.string(),
	name: z.string(),
	purpose: z.string(),
	/** `W` and nine signs. */
	rna: z.string().nullable(),
	/** Nine digits. */
	siren: z.string().nullable(),
	/** Degrees of oklch, 0 to 360. */
	accentHue: z.number().int(),
	/** SHA-256 of the logo, which `platform.get-logo` answers. */
	logo: z.string().nullable()
});

export const getAssociation = defineOperation({
	name: 'platform.get-association',
	summary: 'Read the name, the numbers and the look of the association',
	permission: 'platform.enter',
	kind: 'query',
	http: { method: 'get', path: '/association' },
	input: z.strictObject({}),
	output: associationView,
	run: (context) => context.remember('association', () => loadAssociation(context))
});

export async function loadAssociation({
	tx,
	association
}: OperationContext): Promise<z.output<typeof associationView>> {
	const row = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.association')
		.select(['id', 'slug', 'name', 'purpose', 'rna', 'siren'])
		.select(['accent_hue as accentHue', 'logo_blob as logo'])
		.where('id', '=', association.id)
		.executeTakeFirst();
	if (!row) throw new Refusal('not-found', 'platform.association-not-found');
	return row;
}
