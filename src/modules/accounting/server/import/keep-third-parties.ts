import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { takesThirdParties } from '#modules/accounting/domain/account.ts';
import type { ThirdPartyKind } from '#modules/accounting/domain/third-party.ts';
import { thirdPartiesQuery } from '../third-parties/third-parties.ts';

/** The auxiliary accounts of a file, as third parties: those known by their code, and new ones. */
export class ImportedThirdParties {
	readonly #ids: Map<string, string>;
	readonly #bySaid = new Map<string, string>();
	#waiting: { id: string; code: string; label: string; kind: ThirdPartyKind }[] = [];
	/** Ids of those that the file brought. */
	readonly added: string[] = [];

	private constructor(ids: Map<string, string>) {
		this.#ids = ids;
	}

	static async of({ tx }: OperationContext): Promise<ImportedThirdParties> {
		const rows = await thirdPartiesQuery(tx).execute();
		return new ImportedThirdParties(new Map(rows.map(({ code, id }) => [code, id])));
	}

	/** Whom a line of that account is about; `null` when the file says nobody, or the account takes none. */
	idFor(account: string, said: string, label: string): string | null {
		if (said === '' || !takesThirdParties(account)) return null;
		const known = this.#bySaid.get(said);
		if (known) return known;
		const code = said
			.toUpperCase()
			.replace(/[^A-Z0-9]/g, '')
			.slice(0, LONGEST_CODE);
		if (code === '') return null;
		const id = this.#ids.get(code) ?? this.#add(code, label || said, kindOf(account));
		this.#bySaid.set(said, id);
		return id;
	}

	/** Writes those that came since; before the lines that are about them. */
	async write({ tx, association, now }: OperationContext): Promise<void> {
		const rows = this.#waiting;
		if (rows.length === 0) return;
		this.#waiting = [];
		const of = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
		await sql`INSERT INTO accounting.third_party (association_id, id, code, label, kind, created_at)
			SELECT ${association.id}, p.id, p.code, p.label, p.kind, ${now}
			FROM unnest(${of('id')}::uuid[], ${of('code')}::text[], ${of('label')}::text[], ${of('kind')}::text[])
				AS p(id, code, label, kind)`.execute(tx);
	}

	#add(code: string, label: string, kind: ThirdPartyKind): string {
		const id = newId();
		this.#ids.set(code, id);
		this.added.push(id);
		this.#waiting.push({ id, code, label: label.slice(0, LONGEST_LABEL), kind });
		return id;
	}
}

const LONGEST_CODE = 17;
const LONGEST_LABEL = 200;

function kindOf(account: string): ThirdPartyKind {
	if (account.startsWith('40')) return 'supplier';
	return account.startsWith('41') ? 'client' : 'other';
}
