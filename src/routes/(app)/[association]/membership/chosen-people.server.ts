export { chosenIn, selectedIn } from '../people/actions/selected.server.ts';
