export { grantAccess, placesOf, type Place } from './access.ts';
export { acceptInvitation, describeInvitation, type Invitation } from './accept-invitation.ts';
export { createAccount, findAccount, findAccountByEmail, type Account } from './accounts.ts';
export { accountCaller, systemCaller } from './callers.ts';
export { confirmEmailChange, requestEmailChange } from './change-email.ts';
export { forgetAccess } from './forget-access.ts';
export { isRecent } from './confirm-presence.ts';
export { editAccount } from './edit-account.ts';
export { describeSecurity, endOwnSessions } from './own-sessions.ts';
export { checkPassword } from './password-rules.ts';
export { countAttempt, networkOf } from './rate-limits.ts';
export { requestLink } from './request-link.ts';
export {
	closeOtherSessions,
	closeSession,
	findSession,
	listSessions,
	openSession,
	type OpenSession,
	type Session
} from './sessions.ts';
export { setPassword } from './set-password.ts';
export { signIn, type Client } from './sign-in.ts';
export { createToken } from './tokens.ts';
export { describeLink, useSignInLink } from './use-link.ts';
