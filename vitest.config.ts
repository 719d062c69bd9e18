import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{src,tests,seeds,scripts}/**/*.test.ts'],
					environment: 'node',
					maxWorkers: 2
				}
			},
			{
				test: {
					name: 'integration',
					include: ['{src,tests,seeds}/**/*.itest.ts'],
					environment: 'node',
					// The program's modules are loaded once per worker: what a test changes in them it puts back.
					isolate: false,
					globalSetup: ['tests/support/postgres-server.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					maxWorkers: 2
				}
			},
			{
				test: {
					name: 'browser',
					include: ['tests/e2e/**/*.e2e.ts'],
					environment: 'node',
					globalSetup: ['tests/support/demo-server.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					maxWorkers: 2
				}
			}
		]
	}
});
