/** The columns of a file of templates, a row for each line; what is of the whole template is said on each of them. */
export const TEMPLATE_COLUMNS = [
	'modele',
	'journal',
	'libelle',
	'tiers',
	'compte',
	'debit',
	'credit',
	'libelle_ligne',
	'tiers_ligne',
	'projets'
] as const;
export type TemplateColumn = (typeof TEMPLATE_COLUMNS)[number];

/** Between the projects of a line. */
export const BETWEEN_VALUES = ' | ';
