/** The moment, as the clock of this device has it, in ISO 8601. */
export function momentHere(): string {
	return new Date(performance.timeOrigin + performance.now()).toISOString();
}
