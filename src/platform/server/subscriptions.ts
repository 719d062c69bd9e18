import type { Subscription } from './module.ts';

let declared: readonly Subscription[] = [];

/** Called once by `composition`. */
export function declareSubscriptions(subscriptions: readonly Subscription[]): void {
	declared = subscriptions;
}

export function subscriptions(): readonly Subscription[] {
	return declared;
}

export function isHeard(event: string): boolean {
	return declared.some((subscription) => subscription.event === event);
}
