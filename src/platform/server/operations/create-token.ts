import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { createToken as insertToken } from '../identity/tokens.ts';
import { defineOperation, type OperationContext } from '../operation.ts';
import { ownAccount } from './own-account.ts';

export const createToken = defineOperation({
	name: 'platform.create-token',
	summary: 'Create a token of your account for a program; its secret is answered once',
	permission: 'platform.manage-own-tokens',
	kind: 'command',
	secretAnswer: true,
	http: { method: 'post', path: '/tokens', success: 201 },
	input: z.strictObject({
		label: z.string().trim().min(1).max(100),
		/** Permissions; empty for all those of the role. */
		scopes: z.array(z.string().max(100)).max(200).default([])
	}),
	output: z.object({ id: z.uuid(), secret: z.string() }),
	/** @throws {Refusal} `platform.no-account`, `platform.scope-unknown`. */
	async run(context, { label, scopes }) {
		const token = await insertToken(context.tx, {
			accountId: ownAccount(context),
			associationId: context.association.id,
			label,
			scopes: narrowed(context, scopes)
		});
		context.about('token', token.id, { scopes });
		return token;
	}
});

/** A token never makes one that may do more than itself. */
function narrowed({ actor }: OperationContext, scopes: readonly string[]): readonly string[] {
	const foreign = scopes.find((scope) => !actor.permissions.has(scope));
	if (foreign !== undefined) {
		throw refuseField('scopes', 'platform.scope-unknown', { scope: foreign });
	}
	return scopes.length === 0 && actor.kind === 'token' ? [...actor.permissions] : scopes;
}
