import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The crawl takes longer than any other file: begun last, it would keep one worker busy while the other rests. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLong = ({ moduleId }: TestSpecification) => /crawl\.e2e\.ts$/.test(moduleId);
		const sorted = await super.sort(files);
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}

export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
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
