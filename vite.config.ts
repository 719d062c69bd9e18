import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// Server code runs as it is written: kept out of the bundle, so that pages, jobs, API and
// command line share one copy of the pool, the registry, the settings, the messages and the class of refusals.
const SERVED_AS_WRITTEN = [
	/^#shared\//,
	/^#(platform|modules\/[^/]+)\/server\//,
	/^#composition\//,
	/^#seeds\//,
	/^#i18n(\/|$)/
];

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
			compilerOptions: { runes: true },
			// The first visit then weighs the same however many pages there are: the server says which scripts a page has.
			router: { resolution: 'server' },
			// With the above, a style of the next page would be looked for beside the present one.
			paths: { relative: false },
			csp: {
				mode: 'auto',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					'style-src-attr': ['unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		})
	],
	environments: {
		ssr: { build: { rolldownOptions: { external: SERVED_AS_WRITTEN } } },
		client: {
			build: {
				rolldownOptions: {
					// What nearly every page needs travels once, in one piece: many small pieces compress badly.
					output: {
						codeSplitting: {
							groups: [
								{
									name: 'shell',
									test: /\/src\/(platform\/ui|i18n|shared)\//,
									minShareCount: 100
								}
							]
						}
					}
				}
			}
		}
	}
});
