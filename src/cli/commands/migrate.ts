import { connectDatabase, migrateByUrl } from '#platform/server/database/connect.ts';
import { Refusal } from '#shared/errors.ts';
import { EXIT, type Command } from '../command.ts';

export const migrateDatabase: Command = {
	name: 'migrate',
	summary: 'Bring the database up to date (the embedded one is at every start)',
	usage: '',
	options: {},
	examples: [
		'essaim migrate',
		'DATABASE_URL=postgres://app@db/essaim MIGRATION_DATABASE_URL=postgres://owner@db/essaim essaim migrate'
	],
	async run({ settings, answer }) {
		const applied = settings.databaseUrl ? await byUrl(settings) : await embedded(settings);
		answer(
			{ applied },
			applied.length === 0
				? 'Already up to date.'
				: `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`
		);
		return EXIT.done;
	}
};

type Settings = Parameters<typeof connectDatabase>[0];

async function byUrl(settings: Settings): Promise<readonly string[]> {
	if (!settings.migrationDatabaseUrl) {
		throw new Refusal('invalid', 'platform.migration-url-missing');
	}
	return migrateByUrl(settings, settings.databaseUrl ?? '');
}

async function embedded(settings: Settings): Promise<readonly string[]> {
	const database = await connectDatabase(settings);
	await database.close();
	return database.applied;
}
