// Prints how long the files of the source are. It advises and never fails: past 250 lines, look for the second idea.
import { globSync, readFileSync } from 'node:fs';

const LONG = 250;
const sizes = globSync('{src,tests,seeds,benchmarks,scripts,lint}/**/*.{ts,svelte,js,mjs}')
	.filter((file) => !file.startsWith('src/i18n/'))
	.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
	.sort((a, b) => a.lines - b.lines);
const at = (share) => sizes[Math.floor((sizes.length - 1) * share)].lines;

console.log(`${sizes.length} files: median ${at(0.5)} lines, p95 ${at(0.95)}`);
for (const { file, lines } of sizes.filter(({ lines }) => lines > LONG)) {
	console.log(`${String(lines).padStart(6)}  ${file}`);
}
