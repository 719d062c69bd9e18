import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from '../clock.ts';
import { inAssociation } from '../database/db.ts';
import { keepFileWithin } from '../keep-file.ts';
import { defineOperation } from '../operation.ts';
import { getTask } from '../operations/get-task.read.ts';
import { listTasks } from '../operations/list-tasks.read.ts';
import { getTaskFile } from '../operations/get-task-file.ts';
import { perform, performDownload, type Caller } from '../perform.ts';
import { runtime } from '../runtime.ts';
import { forgetTasks } from './forget-tasks.ts';
import { runTasks } from './run-tasks.ts';
import { startTask } from './start-task.ts';
import { declareTasks, type Task, type TaskContext } from './task.ts';

const SUBJECT = '01890000-0000-7000-8000-000000000001';

useTestProgram();

let work: (context: TaskContext) => Promise<void>;

/** Renames the association, makes a file, then does what the test asks. */
const rename: Task<{ name: string }> = {
	name: 'platform.rename-slowly',
	permission: 'platform.configure',
	title: (locale) => (locale === 'fr' ? 'Renommer' : 'Rename'),
	page: ({ name }) => `settings?name=${name}`,
	async run(context, { name }) {
		await sql`UPDATE platform.association SET name = ${name}`.execute(context.tx);
		const content = Buffer.from(name);
		const file = { name: 'name.txt', mediaType: 'text/plain', content };
		const { id } = await keepFileWithin(context.tx, context, file);
		context.about('association', context.association.id);
		await work(context);
		return { outcome: { name }, fileId: id };
	}
};

const start = defineOperation({
	name: 'platform.start-renaming',
	summary: 'Rename the association, slowly',
	permission: 'platform.enter',
	kind: 'command',
	http: { method: 'post', path: '/rename' },
	input: z.strictObject({ name: z.string() }),
	output: z.object({ taskId: z.uuid() }),
	async run(context, input) {
		return { taskId: await startTask(context, rename, input, { subject: SUBJECT, total: 3 }) };
	}
});

let place: Awaited<ReturnType<typeof anAssociation>>;
let claire: Caller;

beforeAll(() => declareTasks([rename]));
beforeEach(async () => {
	place = await anAssociation();
	claire = await aSignedIn(place.id, 'administrator');
	work = () => Promise.resolve();
});

const nameNow = async () => {
	const { rows } = await inAssociation(runtime().database.db, claire.association.id, (tx) =>
		sql<{ name: string }>`SELECT name FROM platform.association`.execute(tx)
	);
	return rows[0]?.name;
};
const begin = async (name: string) => (await perform(start, claire, { name })).taskId;
const look = (id: string, caller = claire) => perform(getTask, caller, { id });

describe('a task', () => {
	it('is not done by who may not do it, nor seen', async () => {
		const member = await aSignedIn(place.id, 'member');
		const { taskId } = await perform(start, member, { name: 'Usurpée' });
		expect(await runTasks()).toBe(1);
		expect(await look(taskId)).toMatchObject({ state: 'refused' });
		expect(await nameNow()).toBe(claire.association.name);
		await expectRefusal(look(taskId, member), 'platform.task-not-found');
		const elsewhere = await anAssociation();
		await expectRefusal(look(taskId, elsewhere.system), 'platform.task-not-found');
	});

	it('is listed to whoever asked for it, by its title and the page where it was asked', async () => {
		const first = await begin('Une');
		await runTasks();
		const second = await begin('Deux');
		const list = (caller: Caller, page: object = {}) => perform(listTasks, caller, page);
		const { rows } = await list(claire);
		expect(rows).toMatchObject([
			{ id: second, title: 'Renommer', page: 'settings?name=Deux', state: 'waiting' },
			{ id: first, title: 'Renommer', page: 'settings?name=Une', state: 'done' }
		]);
		const { nextCursor } = await list(claire, { limit: 1 });
		expect((await list(claire, { limit: 1, cursor: nextCursor })).rows[0]?.id).toBe(first);
		for (const role of ['administrator', 'member'] as const) {
			expect((await list(await aSignedIn(place.id, role))).rows).toEqual([]);
		}
		await runTasks();
	});

	it('begins after the answer, ends with what it made, and is done once', async () => {
		const id = await begin('Les Lents');
		expect(await look(id)).toMatchObject({ state: 'waiting', done: 0, total: 3, hasFile: false });
		expect(await nameNow()).toBe(claire.association.name);
		await expectRefusal(performDownload(getTaskFile, claire, { id }), 'platform.file-not-found');
		expect(await runTasks()).toBe(1);
		expect(await look(id)).toMatchObject({
			...{ state: 'done', done: 3, total: 3, outcome: { name: 'Les Lents' }, hasFile: true },
			...{ message: null, faults: [] }
		});
		expect(await nameNow()).toBe('Les Lents');
		const { name, body } = await performDownload(getTaskFile, claire, { id });
		expect(name).toBe('name.txt');
		expect(await Array.fromAsync(body as AsyncIterable<Buffer>, String)).toEqual(['Les Lents']);
		expect(await runTasks()).toBe(0);
	});

	it('is one of its name about a thing at a time', async () => {
		await begin('Une');
		await expectRefusal(begin('Deux'), 'platform.task-in-hand');
		await runTasks();
		await begin('Deux');
		await runTasks();
		expect(await nameNow()).toBe('Deux');
	});

	it('shows how far it is while nothing of it is kept yet', async () => {
		const id = await begin('En route');
		work = async ({ report }) => {
			report(1);
			await expect.poll(() => look(id)).toMatchObject({ state: 'running', done: 1, total: 3 });
			expect(await nameNow()).toBe(claire.association.name);
		};
		expect(await runTasks()).toBe(1);
		expect(await look(id)).toMatchObject({ state: 'done', done: 3 });
	});

	it('keeps nothing of what it refuses, and says why and where', async () => {
		const id = await begin('Refusée');
		const fault = { path: 'line 12', code: 'platform.file-not-found' };
		work = () => Promise.reject(new Refusal('invalid', 'platform.input-invalid', {}, [fault]));
		await runTasks();
		const seen = await look(id);
		expect(seen).toMatchObject({ state: 'refused', hasFile: false });
		expect(seen.message).toMatch(/\w+/);
		expect(seen.faults).toEqual([{ ...fault, detail: 'Ce fichier n’existe pas.' }]);
		expect(await nameNow()).toBe(claire.association.name);
	});

	it('that a fault of the program ends says so', async () => {
		const id = await begin('Ratée');
		work = () => Promise.reject(new TypeError('undefined is not a function'));
		await runTasks();
		const { state, message } = await look(id);
		expect([state, message]).toEqual(['refused', expect.stringContaining('erreur du logiciel')]);
	});

	it('begins again when the server was stopped, as often as that happens', async () => {
		const id = await begin('Reprise');
		let stopping = true;
		work = ({ report }) => Promise.resolve(report(1));
		for (let round = 0; round < 5; round++) {
			let asked = 0;
			expect(await runTasks(() => stopping && ++asked > 1)).toBe(0);
			expect(await look(id)).toMatchObject({ state: 'waiting', done: 0 });
		}
		stopping = false;
		expect(await runTasks(() => stopping)).toBe(1);
		expect(await nameNow()).toBe('Reprise');
	});

	it('is given up when three times the program died over it', async () => {
		const id = await begin('Fatale');
		await inAssociation(runtime().database.db, claire.association.id, (tx) =>
			sql`UPDATE platform.task SET state = 'running', attempts = 3 WHERE id = ${id}`.execute(tx)
		);
		expect(await runTasks()).toBe(1);
		const { state, message } = await look(id);
		expect([state, message]).toEqual(['refused', expect.stringContaining('plusieurs fois')]);
		expect(await nameNow()).toBe(claire.association.name);
	});

	it('waits while another of its association runs, in whatever process', async () => {
		const id = await begin('Patiente');
		await inAssociation(runtime().database.db, claire.association.id, async (tx) => {
			await sql`SELECT pg_advisory_xact_lock(hashtext('platform.task'), hashtext(${claire.association.id}))`.execute(
				tx
			);
			expect(await runTasks()).toBe(0);
			expect(await look(id)).toMatchObject({ state: 'waiting' });
		});
		expect(await runTasks()).toBe(1);
	});

	it('is forgotten a week after its end, with its file; one in hand stays', async () => {
		const id = await begin('Oubliée');
		await runTasks();
		const waiting = await begin('Encore là');
		const { fileId } = await inAssociation(runtime().database.db, place.id, async (tx) => {
			const { rows } = await sql<{ fileId: string }>`
				SELECT file_id AS "fileId" FROM platform.task WHERE id = ${id}`.execute(tx);
			return rows[0] as { fileId: string };
		});
		await forgetTasks(place.id);
		expect(await look(id)).toMatchObject({ state: 'done', hasFile: true });
		const later = new Date(now().getTime() + 8 * 24 * 60 * 60 * 1000);
		const restore = replaceClock(() => later);
		try {
			await forgetTasks(place.id);
		} finally {
			restore();
		}
		await expectRefusal(look(id), 'platform.task-not-found');
		expect(await look(waiting)).toMatchObject({ state: 'waiting' });
		const files = await inAssociation(runtime().database.db, place.id, (tx) =>
			sql`SELECT FROM platform.blob WHERE id = ${fileId}`.execute(tx)
		);
		expect(files.rows).toEqual([]);
		await runTasks();
	});
});
