import { m } from '#i18n';
import { getLocale } from '#i18n/runtime';

/** `82 ko`, `1,4 Mo`: decimal multiples, as phones and computers show them. */
export function formatSize(bytes: number): string {
	const number = (value: number, digits: number) =>
		new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits }).format(value);
	if (bytes < 1000) return m.platform_ui_size_bytes({ size: number(bytes, 0) });
	if (bytes < 1_000_000) return m.platform_ui_size_kb({ size: number(bytes / 1000, 0) });
	return m.platform_ui_size_mb({ size: number(bytes / 1_000_000, 1) });
}
