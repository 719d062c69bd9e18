import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	makeDataFolder,
	runCommand,
	startServerProcess,
	type ServerProcess
} from '#tests/support/running-server.ts';

let data: Awaited<ReturnType<typeof makeDataFolder>>;

beforeAll(async () => {
	data = await makeDataFolder();
});
afterAll(() => data.remove());

const create = (name: string, ...more: string[]) =>
	runCommand(
		data.folder,
		'association',
		'create',
		'--name',
		name,
		'--email',
		'claire@example.org',
		...more
	);
const postmaster = () =>
	readFile(path.join(data.folder, 'postgres/postmaster.pid'), 'utf8').then(
		(text) => text.split('\n', 1)[0],
		() => 'none'
	);

describe('the command line', () => {
	it('tells wrong words from refusals, and says what to do', async () => {
		const unknown = await runCommand(data.folder, 'fly');
		expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('essaim --help')]);
		const missing = await runCommand(data.folder, 'token', 'create');
		expect([missing.code, missing.errors]).toEqual([2, expect.stringContaining('--association')]);
		const refused = await runCommand(
			data.folder,
			'run',
			'people.list-persons',
			'--association',
			'rien',
			'--json'
		);
		expect(refused.code).toBe(1);
		expect(JSON.parse(refused.errors)).toMatchObject({ code: 'platform.association-not-found' });
		const badInput = await runCommand(
			data.folder,
			'run',
			'people.list-persons',
			'--association',
			'a',
			'--input',
			'{'
		);
		expect([badInput.code, badInput.errors]).toEqual([2, expect.stringContaining('--input')]);
	});

	it('says which version it is', async () => {
		const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
		const { code, output } = await runCommand(data.folder, '--version');
		expect([code, output]).toEqual([0, `${version}\n`]);
	});

	it('teaches each command', async () => {
		const general = await runCommand(data.folder, '--help');
		expect(general.code).toBe(0);
		for (const name of [
			'start',
			'demo',
			'association create',
			'token create',
			'run',
			'operations',
			'fec check',
			'accounts import',
			'work',
			'migrate',
			'doctor'
		]) {
			expect(general.output).toContain(`  ${name} `);
			const help = await runCommand(data.folder, ...name.split(' '), '--help');
			expect([name, help.code]).toEqual([name, 0]);
			expect(help.output).toContain('Examples:');
		}
	});

	it('works without the server, and leaves no database running behind', async () => {
		const created = await create('Les Amis de la ligne', '--json');
		expect(created.errors).toBe('');
		expect(JSON.parse(created.output)).toMatchObject({ slug: 'les-amis-de-la-ligne' });
		expect(await postmaster()).toBe('none');
	});

	describe('beside a running server', () => {
		let server: ServerProcess;
		beforeAll(async () => {
			server = await startServerProcess(data.folder);
		});
		afterAll(() => server.stop());

		it('works, and does not stop the database under it', async () => {
			const before = await postmaster();
			const token = await runCommand(
				data.folder,
				...[
					'token',
					'create',
					'--association',
					'les-amis-de-la-ligne',
					'--email',
					'claire@example.org',
					'--json'
				]
			);
			const { token: secret } = JSON.parse(token.output) as { token: string };
			expect(await postmaster()).toBe(before);
			const headers = { authorization: `Bearer ${secret}` };
			const response = await fetch(`${server.url}/api/v1/association`, { headers });
			expect(response.status).toBe(200);
			expect(await response.json()).toMatchObject({ name: 'Les Amis de la ligne' });
		});

		it('says that everything is there', async () => {
			const doctor = await runCommand(data.folder, 'doctor', '--json');
			expect(doctor.code).toBe(0);
			expect(JSON.parse(doctor.output)).toMatchObject({ sound: true });
		});
	});
});
