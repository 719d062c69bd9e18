import { EncodingFinder } from '#shared/charset.ts';
import type { FoundEncoding } from '#shared/charset.ts';
import { FecCheck } from '#modules/accounting/domain/fec/check.ts';
import type { FecCheckOptions, FecReport } from '#modules/accounting/domain/fec/check.ts';
import { XmlReader } from '#modules/accounting/domain/fec/read-xml.ts';
import { XmlFault } from '#modules/accounting/domain/fec/xml-tokens.ts';
import { SCHEMA_LIMIT_BYTES, schemaFaults } from './xml-schema.ts';

/** Opens the file at its beginning; it is read twice, the first time for its encoding. */
export type FileSource = () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

export interface SourceCheckOptions extends FecCheckOptions {
	/** Called between pieces of the file. */
	readonly rest?: (() => Promise<void>) | undefined;
}

/**
 * Checks a file of accounting entries, flat or XML, of any size: it is never held whole in memory.
 * Never throws for what it holds: what can't be read is a finding.
 */
export async function checkFecSource(
	open: FileSource,
	{ rest, ...options }: SourceCheckOptions = {}
): Promise<FecReport> {
	const { found, xml, size } = await survey(open);
	const check = new FecCheck(options);
	if (!xml) {
		for await (const piece of decoded(open, found)) {
			check.readText(piece);
			await rest?.();
		}
		return check.finish(found);
	}
	await checkXml(open, { found, size }, check, { rest, withSchema: !options.linesOnly });
	return check.finish(found, 'xml');
}

interface Surveyed {
	readonly found: FoundEncoding;
	/** Bytes. */
	readonly size: number;
}

async function survey(open: FileSource): Promise<Surveyed & { xml: boolean }> {
	const finder = new EncodingFinder();
	let head: Uint8Array | undefined;
	let size = 0;
	for await (const piece of await open()) {
		head ??= piece.slice(0, 1000);
		finder.push(piece);
		size += piece.length;
	}
	const { found } = finder;
	const start = new TextDecoder(found.encoding).decode(head ?? new Uint8Array()).trimStart();
	return { found, size, xml: start.startsWith('<') };
}

/** Bytes: little enough that whoever rests between two pieces rests some hundred times a second. */
const PIECE = 8_000;

async function* decoded(open: FileSource, { encoding }: FoundEncoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const piece of await open()) {
		for (let at = 0; at < piece.length; at += PIECE) {
			yield decoder.decode(piece.subarray(at, at + PIECE), { stream: true });
		}
	}
	yield decoder.decode();
}

async function checkXml(
	open: FileSource,
	{ found, size }: Surveyed,
	check: FecCheck,
	{ rest, withSchema }: { rest: SourceCheckOptions['rest']; withSchema: boolean }
): Promise<void> {
	const reader = new XmlReader(check);
	const kept: string[] = [];
	try {
		for await (const piece of decoded(open, found)) {
			if (withSchema && size <= SCHEMA_LIMIT_BYTES) kept.push(piece);
			reader.push(piece);
			await rest?.();
		}
		reader.finish();
	} catch (error) {
		if (!(error instanceof XmlFault)) throw error;
		check.findings.add('xml-malformed', error.line, { reason: error.message });
		return;
	}
	if (!withSchema) return;
	if (size > SCHEMA_LIMIT_BYTES) {
		const limit = SCHEMA_LIMIT_BYTES / 1_000_000;
		check.findings.add('xml-schema-skipped', undefined, { limit });
		return;
	}
	const { schema, faults } = schemaFaults(kept.join(''));
	for (const { line, reason } of faults) check.findings.add('xml-schema', line, { schema, reason });
}
