import { stdnum } from 'stdnum';
import { refuseField } from '#shared/errors.ts';

// The letter of an overseas department or of Corsica stands third: W9R1000001, W2A1000001.
const RNA = /^W\d[0-9A-Z]\d{7}$/;

/**
 * Number of the national register of associations (RNA, arrêté du 14 octobre 2009): W and nine signs.
 * @throws {Refusal} `founding.rna-invalid`
 */
export function readRna(text: string): string {
	const compact = text.replace(/[\s.-]/g, '').toUpperCase();
	if (!RNA.test(compact)) throw refuseField('rna', 'founding.rna-invalid');
	return compact;
}

/**
 * SIREN (décret 73-314): nine digits, the last of which checks the others (Luhn). A SIRET gives its SIREN.
 * @throws {Refusal} `founding.siren-invalid`
 */
export function readSiren(text: string): string {
	const compact = text.replace(/[\s.-]/g, '');
	const { siren, siret } = stdnum.FR ?? {};
	if (siren?.validate(compact).isValid) return compact;
	if (siret?.validate(compact).isValid) return compact.slice(0, 9);
	throw refuseField('siren', 'founding.siren-invalid');
}
