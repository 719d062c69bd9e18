import type { Day } from '#shared/day.ts';
import { documents } from '#modules/documents/server/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Stage } from '../stage.ts';

const LETTERS = [
	{
		name: 'Rappel de cotisation',
		subject: 'Votre cotisation {cotisation}',
		body: `Bonjour {prénom},

Sauf erreur de notre part, il reste {dû} à régler pour votre adhésion : {cotisation}, {tarif}. Vous pouvez passer le samedi matin au cabanon, ou répondre à cette lettre avec un chèque à l’ordre de l’association.

Si une difficulté vous retient, dites-le-nous : nous trouverons un arrangement.

À bientôt au jardin,

Madeleine, pour le bureau`
	},
	{
		name: 'Bienvenue au jardin',
		subject: 'Bienvenue',
		body: `Bonjour {prénom},

Merci d’avoir rejoint l’association « {association} ». Votre numéro de membre est le {numéro} ; votre adhésion court jusqu’au {échéance}.

Les outils sont au cabanon, les rendez-vous le samedi de 9 h 30 à midi. Venez comme vous êtes, avec des gants.

Madeleine, pour le bureau`
	}
];

/** The secretary writes the letters of the association, and its address at their head. */
export async function writeLetters(stage: Stage, secretary: Caller): Promise<void> {
	const day = '2026-10-06' as Day;
	await stage.play(day, secretary, documents.editChoices, {
		sender: 'Maison des associations\n4, rue du Puits\n29000 Quimper'
	});
	for (const letter of LETTERS) await stage.play(day, secretary, documents.writeLetter, letter);
}
