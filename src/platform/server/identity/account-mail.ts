import { HOST_ID } from '../actor.ts';
import { queueMail } from '../mail.ts';
import type { Tx } from '../operation.ts';
import { placesOf } from './access.ts';

/**
 * Queues a mail of an account that holds a link. It stands in the outbox of the first association
 * that the account enters, where an administrator finds it when the server can't send mail; a link
 * that opens several associations, or none, is sealed: it must not give one of them the keys of another.
 */
export async function queueLinkMail(
	hostTx: Tx,
	accountId: string,
	mail: { recipient: string; subject: string; text: string }
): Promise<void> {
	const [first, ...others] = await placesOf(hostTx, accountId);
	const readable = first !== undefined && others.length === 0;
	await queueMail(hostTx, first?.id ?? HOST_ID, {
		...mail,
		secrecy: readable ? 'link' : 'sealed'
	});
}
