import { describeAudience } from '../audience.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ audience: await describeAudience(event) });
