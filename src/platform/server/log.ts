import { pino, type Logger } from 'pino';

// No personal data: log ids, counts and durations, never names, addresses, bodies or query strings.
let logger: Logger = pino({ level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime });

export function log(): Logger {
	return logger;
}

export function setLogLevel(level: string): void {
	logger.level = level;
}

/** For the command line, where standard output belongs to the answer. */
export function logToStandardError(level: string): void {
	logger = pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
		pino.destination(2)
	);
}
