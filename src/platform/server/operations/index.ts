import type { AnyOperation } from '../operation.ts';
import { changeRole } from './change-role.ts';
import { createToken } from './create-token.ts';
import { editAssociation } from './edit-association.ts';
import { getAssociation } from './get-association.read.ts';
import { getLogo } from './get-logo.ts';
import { getMail } from './get-mail.read.ts';
import { getTask } from './get-task.read.ts';
import { getTaskFile } from './get-task-file.ts';
import { invitePerson } from './invite-person.ts';
import { listAccess } from './list-access.read.ts';
import { listInvitations } from './list-invitations.read.ts';
import { listMail } from './list-mail.read.ts';
import { listTasks } from './list-tasks.read.ts';
import { listTokens } from './list-tokens.read.ts';
import { removeAccess } from './remove-access.ts';
import { retryMail } from './retry-mail.ts';
import { revealMail } from './reveal-mail.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { revokeToken } from './revoke-token.ts';

export {
	changeRole,
	createToken,
	editAssociation,
	getAssociation,
	getLogo,
	getMail,
	getTask,
	getTaskFile,
	invitePerson,
	listAccess,
	listInvitations,
	listMail,
	listTasks,
	listTokens,
	removeAccess,
	retryMail,
	revealMail,
	revokeInvitation,
	revokeToken
};

export const platformOperations: readonly AnyOperation[] = [
	getAssociation,
	editAssociation,
	getLogo,
	listAccess,
	changeRole,
	removeAccess,
	invitePerson,
	listInvitations,
	revokeInvitation,
	listMail,
	getMail,
	revealMail,
	retryMail,
	listTokens,
	createToken,
	revokeToken,
	listTasks,
	getTask,
	getTaskFile
];
