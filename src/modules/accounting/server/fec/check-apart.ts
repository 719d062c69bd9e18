// Run by `check-fec`, for large files.
import { answerFromApart } from '#platform/server/reading-apart.ts';
import { checkFecSource } from './check-source.ts';

answerFromApart<{ readonly fileName: string }>(({ fileName }, open) =>
	checkFecSource(open, { fileName })
);
