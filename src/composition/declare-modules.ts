import { declareCriteria } from '#platform/server/criteria.ts';
import { declareEntrySources } from '#platform/server/entry-links.ts';
import { declarePaymentSources } from '#platform/server/expected-payments.ts';
import { declareSubscriptions } from '#platform/server/outbox.ts';
import { declarePersonalData } from '#platform/server/personal-data.ts';
import { declarePolicies } from '#platform/server/policy.ts';
import { declareTasks } from '#platform/server/tasks/task.ts';
import { modules } from './registry.ts';

/** Tells the platform what the modules declare. */
export function declareModules(): void {
	declarePolicies(modules.flatMap((module) => module.permissions));
	declareCriteria(modules.flatMap((module) => module.criteria ?? []));
	declarePersonalData(modules.flatMap((module) => module.personalData ?? []));
	declarePaymentSources(modules.flatMap((module) => module.paymentSources ?? []));
	declareEntrySources(modules.flatMap((module) => module.entrySources ?? []));
	declareSubscriptions(modules.flatMap((module) => module.subscriptions ?? []));
	declareTasks(modules.flatMap((module) => module.tasks ?? []));
}
