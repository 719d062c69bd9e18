import { afterEach, describe, expect, it, vi } from 'vitest';
import * as onServer from '#i18n';

type Messages = Record<string, (inputs: object, options?: { locale: string }) => string>;

// As text: an import that is followed would type the browser's messages, which have no types.
const BROWSER = '../../src/i18n/generated/browser/messages.js';

/** Two thousand small modules to load. */
const LOADING_MS = 60_000;

afterEach(() => vi.unstubAllGlobals());

describe('messages shortened for the browser', () => {
	it.each(['fr', 'en'])(
		'say in %s what those of the server say',
		async (locale) => {
			vi.stubGlobal('document', { documentElement: { lang: locale } });
			const { m: inBrowser } = (await import(BROWSER)) as { m: Messages };
			const { m } = onServer as unknown as { m: Messages };
			expect(Object.keys(inBrowser)).toEqual(Object.keys(m));
			for (const quantity of [0, 1, 7]) {
				const inputs = new Proxy({}, { get: () => quantity });
				const differing = Object.entries(m).filter(
					([key, say]) => inBrowser[key]?.(inputs) !== say(inputs, { locale })
				);
				expect(differing.map(([key]) => key)).toEqual([]);
			}
		},
		LOADING_MS
	);
});
