import * as messages from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { ColumnTarget } from '../domain/table-layout.ts';

type Message = (parameters: object, options: { locale: Locale }) => string;

/** What a column of a statement holds, in words. */
export function columnTargetLabel(target: ColumnTarget, locale: Locale): string {
	const key = `banking_column_${target.replaceAll('-', '_')}`;
	const message = (messages as unknown as Record<string, Message | undefined>)[key];
	return message?.({}, { locale }) ?? target;
}
