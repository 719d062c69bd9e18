import type { Criterion } from './criteria.ts';
import type { EntrySource } from './entry-links.ts';
import type { PaymentSource } from './expected-payments.ts';
import type { PersonalData } from './personal-data.ts';
import type { AnyOperation, OperationContext } from './operation.ts';
import type { AnyTask } from './tasks/task.ts';

export interface NavigationEntry {
	/** Key of the life area: which heading of the navigation it stands under. */
	readonly area: 'association' | 'money' | 'decide' | 'work' | 'talk' | 'show' | 'settings';
	/** Path below `/<association>/`. */
	readonly path: string;
	/** Message key of the label. */
	readonly label: string;
	/** Name of a Lucide icon known to the shell. */
	readonly icon: string;
	readonly permission: string;
}

/** Which roles hold a permission; a permission that no module declares can't be held by anybody. */
export interface PermissionRule {
	readonly permission: string;
	readonly roles: readonly Role[];
	/** The rule as a sentence in English, for the printed table of rights. */
	readonly sentence: string;
}

export const ROLES = ['administrator', 'treasurer', 'secretary', 'accountant', 'member'] as const;
export type Role = (typeof ROLES)[number];

export interface Subscription {
	readonly event: string;
	/** Runs after the commit of the announcing operation, at least once: must be idempotent. */
	handle(context: OperationContext, payload: Record<string, unknown>): Promise<void>;
}

export interface Job {
	/** `module.verb-noun`. */
	readonly name: string;
	/** Five fields, Europe/Paris; absent for a job that is only sent. */
	readonly cron?: string;
	run(payload: Record<string, unknown>): Promise<void>;
}

/** A page that does something for people chosen in a list: its address is followed by the choice. */
export interface SelectionAction {
	/** Path below `/<association>/`, with the start of its query if it has one. */
	readonly path: string;
	/** Message key of the label: a verb. */
	readonly label: string;
	readonly permission: string;
}

/** What a module is, as data: `composition/registry.ts` reads it and nothing else of the module. */
export interface ModuleManifest {
	readonly name: string;
	readonly dependsOn: readonly string[];
	readonly permissions: readonly PermissionRule[];
	readonly navigation: readonly NavigationEntry[];
	readonly operations: readonly AnyOperation[];
	readonly subscriptions?: readonly Subscription[];
	readonly jobs?: readonly Job[];
	/** Long work that its operations start, see `Task`. */
	readonly tasks?: readonly AnyTask[];
	/** Payments that this module expects, to be known again at the bank. */
	readonly paymentSources?: readonly PaymentSource[];
	/** What entries of the accounts are for, told beside each of them. */
	readonly entrySources?: readonly EntrySource[];
	/** By what people may be found that this module knows. */
	readonly criteria?: readonly Criterion[];
	/** What this module keeps of people, told to the person whom it is about. */
	readonly personalData?: readonly PersonalData[];
	/** What may be done with people chosen in a list, offered to those who hold the permission. */
	readonly selectionActions?: readonly SelectionAction[];
	/** Tables that leave with the association, parents first, as `schema.table`. */
	readonly portableTables: readonly string[];
}
