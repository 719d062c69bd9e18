const BROWSERS: readonly (readonly [RegExp, string])[] = [
	[/Firefox|FxiOS/, 'Firefox'],
	[/Edg/, 'Edge'],
	[/OPR/, 'Opera'],
	[/Chrome|CriOS|Chromium/, 'Chrome'],
	[/Safari/, 'Safari']
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

/** `Firefox · Android`: a `User-Agent` as people know it, to tell their devices apart; empty when unknown. */
export function deviceName(userAgent: string): string {
	return [BROWSERS, SYSTEMS]
		.map((names) => names.find(([pattern]) => pattern.test(userAgent))?.[1])
		.filter(Boolean)
		.join(' · ');
}
