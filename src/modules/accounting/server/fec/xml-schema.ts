import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XmlError, XmlLibError, XsdValidator } from 'libxml2-wasm';

/** The document is held in memory several times its size while it is compared to a schema. */
export const SCHEMA_LIMIT_BYTES = 20_000_000;

const SCHEMAS = ['A47A-I-VII-1', 'A47A-I-VIII-3', 'A47A-I-VIII-7'] as const;

export interface SchemaFault {
	readonly line: number;
	readonly reason: string;
}

/** Holds a document against the schemas of the tax office; answers the faults of the one that it is nearest to. */
export function schemaFaults(xml: string): { schema: string; faults: readonly SchemaFault[] } {
	const results = SCHEMAS.map((schema) => ({ schema, faults: faultsAgainst(schema, xml) }));
	return results.reduce((best, each) => (each.faults.length < best.faults.length ? each : best));
}

function faultsAgainst(schema: string, xml: string): readonly SchemaFault[] {
	const url = new URL(`../../data/fec-schemas/format${schema}.xsd`, import.meta.url);
	using xsd = XmlDocument.fromBuffer(readFileSync(url));
	using validator = XsdValidator.fromDoc(xsd);
	try {
		using document = XmlDocument.fromString(withoutDeclaration(xml), {
			option: ParseOption.XML_PARSE_NONET
		});
		validator.validate(document);
		return [];
	} catch (error) {
		if (error instanceof XmlLibError) {
			return error.details.map(({ line, message }) => ({ line, reason: message.trim() }));
		}
		if (error instanceof XmlError) return [{ line: 1, reason: error.message }];
		throw error;
	}
}

/** It names the encoding that the file had; the text is decoded by now. Its lines stay where they are. */
function withoutDeclaration(xml: string): string {
	return xml.replace(/^\s*<\?xml[^]*?\?>/, (declaration) => declaration.replace(/[^\n]/g, ''));
}
