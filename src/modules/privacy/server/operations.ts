export { anonymisePeople } from './anonymise-people.ts';
export { keepPerson, releasePerson } from './keep-person.ts';
export { listAnonymisations } from './list-anonymisations.read.ts';
export { listDue } from './list-due.read.ts';
export { getRegister, printRegister } from './register.read.ts';
export { setRetention } from './set-retention.ts';
export { takeData } from './take-data.ts';
