export { MOST_MONTHS, USUAL_MONTHS } from './domain/retention.ts';
