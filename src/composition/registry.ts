import { accountingModule } from '#modules/accounting/module.ts';
import { activitiesModule } from '#modules/activities/module.ts';
import { bankingModule } from '#modules/banking/module.ts';
import { documentsModule } from '#modules/documents/module.ts';
import { membershipModule } from '#modules/membership/module.ts';
import { peopleModule } from '#modules/people/module.ts';
import { privacyModule } from '#modules/privacy/module.ts';
import { platformModule } from '#platform/server/platform-module.ts';
import type { Job, ModuleManifest } from '#platform/server/module.ts';
import type { AnyOperation } from '#platform/server/operation.ts';

/** Every module of the product: the one list that knows them all. */
export const modules: readonly ModuleManifest[] = [
	platformModule,
	peopleModule,
	accountingModule,
	bankingModule,
	membershipModule,
	documentsModule,
	activitiesModule,
	privacyModule
];

export const operations: readonly AnyOperation[] = modules.flatMap((module) => module.operations);

export const jobs: readonly Job[] = modules.flatMap((module) => module.jobs ?? []);

const byName = new Map(operations.map((operation) => [operation.name as string, operation]));

export function findOperation(name: string): AnyOperation | undefined {
	return byName.get(name);
}
