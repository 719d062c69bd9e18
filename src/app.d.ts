import type { Locale } from '#platform/server/actor.ts';
import type { Session } from '#platform/server/identity/sessions.ts';
import type { Caller } from '#platform/server/perform.ts';

declare global {
	namespace App {
		interface Locals {
			locale: Locale;
			session: Session | undefined;
			/** Set on pages below `/[association]/`: who acts there. */
			caller: Caller | undefined;
		}
		interface Error {
			code?: string;
			incident?: string;
		}
	}
}

export {};
