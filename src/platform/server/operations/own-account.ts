import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '../operation.ts';

/** The account that acts. @throws {Refusal} `platform.no-account` for a job or the command line. */
export function ownAccount({ actor }: OperationContext): string {
	if (!actor.accountId) throw new Refusal('conflict', 'platform.no-account');
	return actor.accountId;
}
