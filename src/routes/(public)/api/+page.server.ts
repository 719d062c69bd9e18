import { operations } from '#composition/registry.ts';
import { describeOperations } from '#platform/server/http/describe-operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	const modules = Map.groupBy(
		describeOperations(operations),
		({ name }) => name.split('.', 1)[0] ?? ''
	);
	return { modules: [...modules].map(([name, described]) => ({ name, operations: described })) };
};
