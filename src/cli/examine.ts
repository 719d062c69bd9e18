import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { startProgram } from '#composition/program.ts';
import { Refusal } from '#shared/errors.ts';
import { examineBooks } from './examine-books.ts';
import type { Finding } from './finding.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { Settings } from '#platform/server/settings.ts';
import { stopRuntime } from '#platform/server/start.ts';

const LEAST_FREE = 1024 ** 3;
const CONNECT_MS = 3000;

/** Everything that an installation needs, looked at one by one. */
export async function examine(settings: Settings): Promise<Finding[]> {
	return [
		examineNode(),
		await examineBuild(),
		await examineFolder(settings),
		...(await examineDatabase(settings)),
		await examineMail(settings),
		examineAddress(settings)
	];
}

function examineNode(): Finding {
	const major = Number(process.versions.node.split('.')[0]);
	return major >= 26
		? { subject: 'Node', state: 'fine', detail: process.version }
		: {
				subject: 'Node',
				state: 'wrong',
				detail: process.version,
				advice: 'Run bin/essaim, which brings its own Node.'
			};
}

async function examineBuild(): Promise<Finding> {
	const built = await exists(path.resolve(import.meta.dirname, '../../build/handler.js'));
	return built
		? { subject: 'Pages', state: 'fine', detail: 'built' }
		: { subject: 'Pages', state: 'wrong', detail: 'not built', advice: 'Run: npm start' };
}

async function examineFolder({ dataFolder }: Settings): Promise<Finding> {
	const subject = 'Data folder';
	const writable = await access(dataFolder, constants.W_OK).then(
		() => true,
		() => false
	);
	if (!writable && (await exists(dataFolder))) {
		return {
			subject,
			state: 'wrong',
			detail: `${dataFolder} is not writable`,
			advice: 'Change its owner, or choose another with --data.'
		};
	}
	const { bavail, bsize } = await statfs(writable ? dataFolder : path.dirname(dataFolder)).catch(
		() => ({ bavail: 0, bsize: 0 })
	);
	const free = bavail * bsize;
	const detail = `${dataFolder}, ${(free / 1024 ** 3).toFixed(1)} GB free`;
	return free < LEAST_FREE
		? { subject, state: 'wrong', detail, advice: 'Free at least 1 GB on this disk.' }
		: { subject, state: 'fine', detail };
}

/** The database, then the books that it holds. */
async function examineDatabase(settings: Settings): Promise<Finding[]> {
	const subject = 'Database';
	try {
		const program = await startProgram(settings);
		const { rows } = await program.database.pool.query<{ version: string }>(
			"SELECT current_setting('server_version') AS version"
		);
		const books = await examineBooks(program.database.db).finally(() => stopRuntime(program));
		const kind = settings.databaseUrl ? 'by DATABASE_URL' : 'embedded';
		const detail = `PostgreSQL ${rows[0]?.version}, ${kind}, up to date, role bound by row-level security`;
		return [{ subject, state: 'fine', detail }, books];
	} catch (error) {
		const detail =
			error instanceof Refusal
				? translateCode(error.code, error.parameters, 'en')
				: (error as Error).message;
		return [{ subject, state: 'wrong', detail }];
	}
}

async function examineMail({ smtpUrl }: Settings): Promise<Finding> {
	const subject = 'Mail';
	if (!smtpUrl) {
		return {
			subject,
			state: 'note',
			detail: 'no SMTP server: mail waits in the outbox page',
			advice: 'Set SMTP_URL, for example smtps://user:password@mail.example.org'
		};
	}
	const { hostname, port, protocol } = new URL(smtpUrl);
	const reached = await canConnect(hostname, Number(port) || (protocol === 'smtps:' ? 465 : 587));
	return reached
		? { subject, state: 'fine', detail: `${hostname} answers` }
		: {
				subject,
				state: 'wrong',
				detail: `${hostname} does not answer`,
				advice: 'Check SMTP_URL and the firewall.'
			};
}

function examineAddress({ publicUrl, host }: Settings): Finding {
	const subject = 'Address';
	if (publicUrl?.startsWith('https:')) return { subject, state: 'fine', detail: publicUrl };
	if (publicUrl)
		return {
			subject,
			state: 'note',
			detail: `${publicUrl} is not encrypted`,
			advice: 'Put a reverse proxy with a certificate in front, then PUBLIC_URL=https://…'
		};
	return {
		subject,
		state: 'note',
		detail: `listens on ${host} only, links in mail use the address of the request`,
		advice: 'Set PUBLIC_URL for a real installation.'
	};
}

function canConnect(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect({ host, port, timeout: CONNECT_MS });
		const end = (reached: boolean) => {
			socket.destroy();
			resolve(reached);
		};
		socket
			.once('connect', () => end(true))
			.once('error', () => end(false))
			.once('timeout', () => end(false));
	});
}

function exists(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false
	);
}
