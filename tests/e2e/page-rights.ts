/**
 * The permission that opens a page or a file, and those that its forms ask, by name: `default` is the one without.
 * `people.lead` lets in only who leads a group.
 */
type PageRight = readonly [opens: string, forms?: Readonly<Record<string, string>>];

/**
 * Who may open each route below an association, of another person where it is about one, and send each of its forms.
 * A new page does not pass the tests without its line here.
 */
export const PAGE_RIGHTS: Readonly<Record<string, PageRight>> = {
	'': ['platform.enter', { removeDemo: 'platform.configure' }],
	accounting: ['accounting.read'],
	'accounting/accounts': ['accounting.read', { add: 'accounting.configure' }],
	'accounting/accounts/[code]': ['accounting.configure', { change: 'accounting.configure' }],
	'accounting/accounts/change': ['accounting.read', { choose: 'accounting.configure' }],
	'accounting/accounts/file': ['accounting.read', { default: 'accounting.configure' }],
	'accounting/accounts/file/download': ['accounting.read'],
	'accounting/accruals': [
		'accounting.read',
		{ post: 'accounting.write', invoice: 'accounting.write', remove: 'accounting.write' }
	],
	'accounting/accruals/new': ['accounting.write', { default: 'accounting.write' }],
	'accounting/aged-balance': ['accounting.read'],
	'accounting/annual-accounts': ['accounting.read', { default: 'accounting.write' }],
	'accounting/balance-sheet': ['accounting.read'],
	'accounting/budget': ['accounting.read', { copy: 'accounting.write' }],
	'accounting/budget/[account]': ['accounting.read', { default: 'accounting.write' }],
	'accounting/budget/edit': ['accounting.write', { default: 'accounting.write' }],
	'accounting/cash': ['accounting.read'],
	'accounting/closing': ['accounting.read'],
	'accounting/dedicated-funds': [
		'accounting.read',
		{ settle: 'accounting.write', transfer: 'accounting.write', remove: 'accounting.write' }
	],
	'accounting/dedicated-funds/new': ['accounting.write', { default: 'accounting.write' }],
	'accounting/drafts': [
		'accounting.read',
		{ discard: 'accounting.write', keep: 'accounting.write', restore: 'accounting.write' }
	],
	'accounting/entries/[entry]': [
		'accounting.read',
		{
			reverse: 'accounting.write',
			remark: 'accounting.remark',
			settleRemark: 'accounting.remark',
			attach: 'accounting.write'
		}
	],
	'accounting/entries/[entry]/shares': ['accounting.write', { default: 'accounting.write' }],
	'accounting/entries/new': [
		'accounting.write',
		{ more: 'accounting.write', post: 'accounting.write' }
	],
	'accounting/export': ['accounting.read'],
	'accounting/export/entries': ['accounting.read'],
	'accounting/fec': ['accounting.read', { check: 'accounting.read' }],
	'accounting/fec/file': ['accounting.read'],
	'accounting/fixed-assets': ['accounting.read', { charge: 'accounting.write' }],
	'accounting/fixed-assets/[asset]': [
		'accounting.read',
		{
			dispose: 'accounting.write',
			back: 'accounting.write',
			grant: 'accounting.write',
			ungrant: 'accounting.write',
			remove: 'accounting.write'
		}
	],
	'accounting/fixed-assets/[asset]/edit': ['accounting.write', { default: 'accounting.write' }],
	'accounting/fixed-assets/new': ['accounting.write', { default: 'accounting.write' }],
	'accounting/import': ['accounting.import', { default: 'accounting.import' }],
	'accounting/import/[import]': [
		'accounting.import',
		{ commit: 'accounting.import', undo: 'accounting.import' }
	],
	'accounting/income-statement': ['accounting.read'],
	'accounting/integrity': ['accounting.read'],
	'accounting/journals': [
		'accounting.read',
		{ add: 'accounting.configure', change: 'accounting.configure' }
	],
	'accounting/ledger': ['accounting.read'],
	'accounting/ledger/[account]': ['accounting.read'],
	'accounting/projects': [
		'accounting.read',
		{ add: 'accounting.configure', axis: 'accounting.configure' }
	],
	'accounting/projects/[value]': ['accounting.read', { change: 'accounting.configure' }],
	'accounting/projects/[value]/lines': ['accounting.read'],
	'accounting/record/[kind]': [
		'accounting.write',
		{
			more: 'accounting.write',
			preview: 'accounting.write',
			save: 'accounting.write'
		}
	],
	'accounting/record/[kind]/preview': ['accounting.write'],
	'accounting/recurring': [
		'accounting.read',
		{
			post: 'accounting.write',
			skip: 'accounting.write',
			pause: 'accounting.write',
			end: 'accounting.write'
		}
	],
	'accounting/recurring/new': [
		'accounting.write',
		{ preview: 'accounting.write', start: 'accounting.write' }
	],
	'accounting/remarks': ['accounting.read'],
	'accounting/templates': ['accounting.read', { archive: 'accounting.write' }],
	'accounting/templates/[template]': [
		'accounting.write',
		{ more: 'accounting.write', save: 'accounting.write' }
	],
	'accounting/templates/file': ['accounting.read', { default: 'accounting.write' }],
	'accounting/templates/file/download': ['accounting.read'],
	'accounting/templates/new': [
		'accounting.write',
		{ more: 'accounting.write', save: 'accounting.write' }
	],
	'accounting/third-parties': [
		'accounting.read',
		{ add: 'accounting.write', letter: 'accounting.letter' }
	],
	'accounting/third-parties/[party]': [
		'accounting.read',
		{
			settle: 'accounting.write',
			remind: 'accounting.write',
			letter: 'accounting.letter',
			unletter: 'accounting.letter',
			edit: 'accounting.write'
		}
	],
	'accounting/third-parties/record/[owed]': ['accounting.write', { save: 'accounting.write' }],
	'accounting/trial-balance': ['accounting.read'],
	'accounting/vat': ['accounting.read', { settle: 'accounting.write', reopen: 'accounting.write' }],
	'accounting/vat/lines': ['accounting.read'],
	'accounting/vat/settings': [
		'accounting.configure',
		{ save: 'accounting.configure', stop: 'accounting.configure' }
	],
	'accounting/vouchers/[voucher]': ['accounting.read'],
	'accounting/years': [
		'accounting.read',
		{ open: 'accounting.configure', validate: 'accounting.validate' }
	],
	'accounting/years/[year]': [
		'accounting.read',
		{
			close: 'accounting.close',
			reopen: 'accounting.reopen',
			lock: 'accounting.close',
			allocate: 'accounting.close',
			opening: 'accounting.close'
		}
	],
	activities: ['activities.self'],
	'activities/[activity]': [
		'activities.self',
		{
			register: 'activities.self',
			unregister: 'activities.self',
			sessions: 'activities.write',
			removeSession: 'activities.write',
			pay: 'activities.collect',
			unpay: 'activities.collect'
		}
	],
	'activities/[activity]/photo/[person]': ['people.read'],
	'activities/[activity]/sessions/[session]': ['people.read', { mark: 'people.read' }],
	'activities/[activity]/sessions/[session]/marks': ['people.read'],
	'activities/[activity]/sessions/[session]/sheet': ['people.read'],
	'activities/documents': [
		'activities.write',
		{ add: 'activities.write', remove: 'activities.write', remind: 'activities.write' }
	],
	'activities/people/[person]': ['people.read', { give: 'people.read', remove: 'people.read' }],
	'activities/people/[person]/[document]': ['people.read'],
	'activities/statistics': ['activities.figures', { copy: 'activities.write' }],
	'activities/statistics/export': ['activities.figures'],
	'activities/edit': [
		'activities.write',
		{ save: 'activities.write', archive: 'activities.write' }
	],
	'activities/new': ['activities.write', { default: 'activities.write' }],
	banking: ['banking.read'],
	'banking/[account]': ['banking.read'],
	'banking/[account]/file': ['banking.read'],
	'banking/[account]/details': ['banking.write', { default: 'banking.write' }],
	'banking/[account]/lines/[line]': [
		'banking.read',
		{
			record: 'banking.write',
			match: 'banking.write',
			settle: 'banking.write',
			undo: 'banking.write'
		}
	],
	'banking/[account]/reconcile': [
		'banking.read',
		{ accept: 'banking.write', undo: 'banking.write' }
	],
	'banking/[account]/statement': ['banking.read'],
	'banking/[account]/statement/file': ['banking.read'],
	'banking/cash': ['banking.read', { default: 'banking.write' }],
	'banking/deposits': ['banking.read', { deposit: 'banking.write', cancel: 'banking.write' }],
	'banking/deposits/file': ['banking.read'],
	'banking/deposits/[deposit]': ['banking.read'],
	'banking/import': ['banking.write', { default: 'banking.write' }],
	'banking/import/[import]': [
		'banking.write',
		{ choices: 'banking.write', keep: 'banking.write', undo: 'banking.write' }
	],
	'banking/imports': ['banking.read'],
	'banking/rules': ['banking.read', { add: 'banking.write', remove: 'banking.write' }],
	'banking/rules/file': ['banking.read'],
	documents: ['documents.print', { choices: 'documents.configure' }],
	'documents/attendance-file': ['documents.print'],
	'documents/attendance': ['documents.print'],
	'documents/batch': ['documents.print'],
	'documents/cards-file': ['documents.print'],
	'documents/cards': ['documents.print', { revoke: 'documents.configure' }],
	'documents/labels-file': ['documents.print'],
	'documents/labels': ['documents.print'],
	'documents/letters-file': ['documents.print'],
	'documents/letters': ['documents.print'],
	'documents/letters/[letter]': [
		'documents.print',
		{ save: 'documents.configure', remove: 'documents.configure' }
	],
	'documents/letters/new': ['documents.configure', { default: 'documents.configure' }],
	logo: ['platform.enter'],
	me: ['platform.enter', { consents: 'people.self', stay: 'people.self' }],
	'me/card': ['documents.self'],
	'me/groups': ['people.self', { join: 'people.self', leave: 'people.self' }],
	'me/leave': ['people.self', { default: 'people.self' }],
	'me/data': ['privacy.self'],
	'me/edit': ['people.self', { default: 'people.self' }],
	'me/photo': ['people.self', { send: 'people.self', remove: 'people.self' }],
	membership: ['membership.read'],
	'membership/collect': ['membership.collect', { collect: 'membership.collect' }],
	'membership/collect/[collection]': [
		'membership.collect',
		{ undo: 'membership.collect', cancel: 'membership.collect' }
	],
	'membership/enrol': ['membership.enrol', { default: 'membership.enrol' }],
	'membership/fees/[fee]': [
		'membership.read',
		{
			save: 'membership.configure',
			successor: 'membership.enrol',
			archive: 'membership.configure',
			remove: 'membership.configure',
			restore: 'membership.configure'
		}
	],
	'membership/fees/new': ['membership.configure', { default: 'membership.configure' }],
	'membership/household': ['membership.read', { collect: 'membership.enrol' }],
	'membership/import': ['membership.enrol', { default: 'membership.enrol' }],
	'membership/import/[import]': [
		'membership.enrol',
		{ choices: 'membership.enrol', commit: 'membership.enrol', undo: 'membership.enrol' }
	],
	'membership/list': ['membership.read'],
	'membership/list/export': ['membership.read'],
	'membership/memberships/[membership]': [
		'membership.read',
		{
			discount: 'membership.collect',
			exempt: 'membership.collect',
			refund: 'membership.collect',
			cancelAdjustment: 'membership.collect',
			removePlan: 'membership.collect',
			remind: 'membership.remind',
			cancel: 'membership.enrol'
		}
	],
	'membership/memberships/[membership]/plan': [
		'membership.collect',
		{ default: 'membership.collect' }
	],
	'membership/owing': ['membership.read'],
	'membership/pay': ['membership.collect', { default: 'membership.collect' }],
	'membership/receipts': ['membership.read'],
	'membership/print-receipts': ['membership.read'],
	'membership/receipts/[receipt]': ['membership.read'],
	'membership/reminders': [
		'membership.remind',
		{ send: 'membership.remind', stop: 'membership.remind', resume: 'membership.remind' }
	],
	'membership/reminders/[rule]': [
		'membership.remind',
		{ save: 'membership.remind', remove: 'membership.remind' }
	],
	'membership/reminders/new': ['membership.remind', { default: 'membership.remind' }],
	'membership/renewals': ['membership.enrol', { undo: 'membership.enrol' }],
	'membership/renewals/new': [
		'membership.read',
		{ successor: 'membership.enrol', renew: 'membership.enrol' }
	],
	people: ['people.read'],
	'membership/statistics': ['membership.read'],
	'membership/statistics/export': ['membership.read'],
	'people/[person]': [
		'people.read | people.lead',
		{ archive: 'people.write', restore: 'people.write' }
	],
	'people/[person]/edit': ['people.write | people.lead', { default: 'people.write | people.lead' }],
	'people/[person]/file/[field]': ['people.read | people.lead'],
	'people/[person]/history': ['people.read', { restoreValue: 'people.write' }],
	'people/[person]/photo': ['people.read | people.lead'],
	'people/[person]/photo/edit': ['people.write', { send: 'people.write', remove: 'people.write' }],
	'people/actions': ['people.read | people.lead'],
	'people/actions/change': ['people.write', { default: 'people.write' }],
	'people/actions/mail': ['people.read | people.lead', { default: 'people.read | people.lead' }],
	'people/corrections': [
		'people.write',
		{
			accept: 'people.write',
			refuse: 'people.write',
			acceptPhoto: 'people.write',
			refusePhoto: 'people.write',
			selfService: 'people.configure'
		}
	],
	'people/departures': ['people.write', { undo: 'people.write' }],
	'people/duplicates': ['people.write', { apart: 'people.write', undo: 'people.write' }],
	'people/duplicates/merge': ['people.write', { default: 'people.write' }],
	'people/export': ['people.read | people.lead'],
	'people/fields': ['people.configure', { order: 'people.configure' }],
	'people/fields/[field]': [
		'people.configure',
		{ save: 'people.configure', remove: 'people.configure' }
	],
	'people/fields/new': ['people.configure', { default: 'people.configure' }],
	'people/find': [
		'people.read',
		{
			save: 'people.read',
			replace: 'people.read',
			replaceGroup: 'people.write',
			group: 'people.write',
			edit: 'people.read',
			share: 'people.share-searches',
			remove: 'people.read'
		}
	],
	'people/formats': ['people.read'],
	'people/invitations': ['people.write', { all: 'people.write', again: 'people.write' }],
	'people/groups': ['people.read | people.lead'],
	'people/groups/new': ['people.write', { default: 'people.write' }],
	'people/groups/[group]': [
		'people.read',
		{
			add: 'people.write',
			remove: 'people.write',
			lead: 'people.write',
			unlead: 'people.write',
			// A treasurer might lead the group.
			accept: 'people.read',
			refuse: 'people.read',
			delete: 'people.write'
		}
	],
	'people/groups/[group]/edit': ['people.write', { default: 'people.write' }],
	'people/households': ['people.read'],
	'people/households/[household]': [
		'people.read',
		{ save: 'people.write', remove: 'people.write' }
	],
	'people/households/new': ['people.write', { default: 'people.write' }],
	'people/import': ['people.import', { default: 'people.import' }],
	'people/import/[import]': [
		'people.import',
		{
			mapping: 'people.import',
			remember: 'people.import',
			profile: 'people.import',
			commit: 'people.import',
			dues: 'membership.enrol',
			undo: 'people.import'
		}
	],
	'people/select': ['people.read | people.lead'],
	'people/new': ['people.write', { default: 'people.write' }],
	privacy: [
		'privacy.manage',
		{
			anonymise: 'privacy.manage',
			keep: 'privacy.manage',
			release: 'privacy.manage',
			retention: 'privacy.manage',
			noRetention: 'privacy.manage'
		}
	],
	'privacy/register': ['privacy.manage'],
	'privacy/register/print': ['privacy.manage'],
	search: ['platform.enter'],
	settings: ['platform.enter', { default: 'platform.configure' }],
	'settings/access': [
		'platform.manage-access',
		{
			invite: 'platform.manage-access',
			role: 'platform.manage-access',
			remove: 'platform.manage-access',
			revoke: 'platform.manage-access'
		}
	],
	'settings/mail': ['platform.read-mail'],
	'settings/mail/[id]': [
		'platform.read-mail',
		{ retry: 'platform.read-mail', reveal: 'platform.read-mail' }
	],
	tasks: ['platform.enter'],
	'tasks/[task]': ['platform.enter'],
	'tasks/[task]/file': ['platform.enter']
};
