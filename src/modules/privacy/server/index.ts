/** The operations, for pages: `privacy.listDue`. */
export * as privacy from './operations.ts';
