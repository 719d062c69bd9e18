import { privacy } from '#modules/privacy/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => download(event, privacy.printRegister, {});
