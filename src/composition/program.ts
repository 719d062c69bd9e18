import { startRuntime } from '#platform/server/start.ts';
import { declarePolicies } from '#platform/server/policy.ts';
import { declareCriteria } from '#platform/server/criteria.ts';
import { declarePaymentSources } from '#platform/server/expected-payments.ts';
import { declareSubscriptions } from '#platform/server/outbox.ts';
import { declareTasks } from '#platform/server/tasks/task.ts';
import type { Runtime } from '#platform/server/runtime.ts';
import type { Settings } from '#platform/server/settings.ts';
import { modules } from './registry.ts';

/** Tells the platform what the modules declare, then opens database and files: the start of every door. */
export async function startProgram(settings: Settings): Promise<Runtime> {
	declarePolicies(modules.flatMap((module) => module.permissions));
	declareCriteria(modules.flatMap((module) => module.criteria ?? []));
	declarePaymentSources(modules.flatMap((module) => module.paymentSources ?? []));
	declareSubscriptions(modules.flatMap((module) => module.subscriptions ?? []));
	declareTasks(modules.flatMap((module) => module.tasks ?? []));
	return startRuntime(settings);
}
