// French numbers alone: all countries take 6 MB.
import { siren, tva } from 'stdnum/lib/cjs/fr/index.js';
import { z } from 'zod';

const compact = (text: string) => text.replace(/[\s.\u202f-]/g, '').toUpperCase();

// The department stands behind the letter: W29…, W2A… in Corsica, W9R… on La Réunion.
const RNA = /^W\d[0-9A-Z]\d{7}$/;

/** Number of the national register of associations (arrêté of 14 October 2009): `W` and nine signs. */
export const rnaInput = z
	.string()
	.max(40, 'platform.rna-invalid')
	.transform(compact)
	.pipe(z.string().regex(RNA, 'platform.rna-invalid'));

/** SIREN (INSEE): nine digits whose Luhn sum holds. */
export const sirenInput = z
	.string()
	.max(40, 'platform.siren-invalid')
	.transform(compact)
	.refine((text) => /^\d{9}$/.test(text) && siren.validate(text).isValid, {
		error: 'platform.siren-invalid'
	});

/** Number of intra-community VAT: `FR`, a key of two signs that fits the SIREN behind it (CGI ann. III art. 286 ter). */
export const vatNumberInput = z
	.string()
	.max(40, 'platform.vat-number-invalid')
	.transform(compact)
	.refine((text) => /^FR[0-9A-Z]{2}\d{9}$/.test(text) && tva.validate(text).isValid, {
		error: 'platform.vat-number-invalid'
	});
