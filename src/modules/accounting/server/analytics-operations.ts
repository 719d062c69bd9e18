// Axes, their values, what of each entry goes to which, and what it makes.
export { addAxisValue } from './analytics/add-axis-value.ts';
export { addAxis } from './analytics/add-axis.ts';
export { readAxisResults } from './analytics/axis-results.read.ts';
export { changeAxisValue } from './analytics/change-axis-value.ts';
export { entryShares } from './analytics/entry-shares.read.ts';
export { exportAxisResults, exportValueStatement } from './analytics/export-analytics.ts';
export { listAxes } from './analytics/list-axes.read.ts';
export { shareEntry } from './analytics/share-entry.ts';
export { valueLines } from './analytics/value-lines.read.ts';
export { readValueStatement } from './analytics/value-statement.read.ts';
