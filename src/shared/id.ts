import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562): sorts by creation time. */
export function newId(): string {
	return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
	return UUID.test(text);
}
