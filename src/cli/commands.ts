import type { Command } from './command.ts';
import { accountsImport } from './commands/accounts-import.ts';
import { associationCreate } from './commands/association-create.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { fecCheck } from './commands/fec-check.ts';
import { listOperations } from './commands/operations.ts';
import { mail } from './commands/mail.ts';
import { migrateDatabase } from './commands/migrate.ts';
import { run } from './commands/run.ts';
import { seed } from './commands/seed.ts';
import { start } from './commands/start.ts';
import { tokenCreate } from './commands/token-create.ts';
import { work } from './commands/work.ts';

/** In the order of the help: what a newcomer needs first. */
export const commands: readonly Command[] = [
	start,
	demo,
	associationCreate,
	tokenCreate,
	run,
	listOperations,
	fecCheck,
	accountsImport,
	mail,
	work,
	migrateDatabase,
	doctor,
	seed
];
