import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { runCommand } from './running-server.ts';

export interface OwnAssociation {
	readonly slug: string;
	readonly administrator: { readonly email: string; readonly password: string };
}

/** An association with its administrator, beside the demonstration: the test may write what it likes there. */
export async function ownAssociation(name: string): Promise<OwnAssociation> {
	const email = `${randomUUID()}@example.org`;
	const password = 'quatre ruches au soleil';
	const created = await runCommand(
		inject('dataFolder'),
		...['association', 'create', '--json', '--name', name],
		...['--email', email, '--password', password],
		...['--first-name', 'Ada', '--last-name', 'Quéméner']
	);
	if (created.code !== 0) throw new Error(`association create failed: ${created.errors}`);
	const { slug } = JSON.parse(created.output) as { slug: string };
	return { slug, administrator: { email, password } };
}
