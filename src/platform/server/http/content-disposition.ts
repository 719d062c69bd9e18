/** `attachment` with a file name in both forms of RFC 6266. */
export function contentDisposition(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/[^\x20-\x7e]/g, '')
		.replace(/["\\]/g, '');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain || 'file'}"; filename*=UTF-8''${encoded}`;
}
