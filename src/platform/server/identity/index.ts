export { grantAccess, placesOf, type Place } from './access.ts';
export { createAccount, findAccount, findAccountByEmail, type Account } from './accounts.ts';
export { accountCaller, systemCaller } from './callers.ts';
export { checkPassword } from './password-rules.ts';
export { closeSession, findSession, openSession, type Session } from './sessions.ts';
export { createToken } from './tokens.ts';
