import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { inHost } from './database/db.ts';
import { runtime } from './runtime.ts';

const requests = new Map<string, { count: number; milliseconds: number }>();
const delay = monitorEventLoopDelay({ resolution: 50 });

export function countRequest(method: string, status: number, milliseconds: number): void {
	const key = `method="${method.replace(/[^A-Z]/g, '')}",status="${status}"`;
	const entry = requests.get(key) ?? { count: 0, milliseconds: 0 };
	entry.count += 1;
	entry.milliseconds += milliseconds;
	requests.set(key, entry);
}

export function startMeasuring(): void {
	delay.enable();
}

/** Prometheus text exposition format 0.0.4. */
export async function metricsText(): Promise<string> {
	const { pool, db } = runtime().database;
	const { rows } = await inHost(db, (tx) =>
		sql<{ outbox: number; mail: number }>`select
			(select count(*)::int from platform.outbox where handled_at is null) as outbox,
			(select count(*)::int from platform.mail where sent_at is null) as mail`.execute(tx)
	);
	const waiting = rows[0];
	const lines = [
		'# TYPE essaim_http_requests_total counter',
		...[...requests].map(([labels, { count }]) => `essaim_http_requests_total{${labels}} ${count}`),
		'# TYPE essaim_http_request_seconds_total counter',
		...[...requests].map(
			([labels, { milliseconds }]) =>
				`essaim_http_request_seconds_total{${labels}} ${(milliseconds / 1000).toFixed(6)}`
		),
		'# TYPE essaim_database_connections gauge',
		`essaim_database_connections{state="open"} ${pool.totalCount}`,
		`essaim_database_connections{state="idle"} ${pool.idleCount}`,
		`essaim_database_connections{state="wanted"} ${pool.waitingCount}`,
		'# TYPE essaim_outbox_waiting gauge',
		`essaim_outbox_waiting ${waiting?.outbox ?? 0}`,
		'# TYPE essaim_mail_waiting gauge',
		`essaim_mail_waiting ${waiting?.mail ?? 0}`,
		'# TYPE essaim_event_loop_delay_seconds gauge',
		`essaim_event_loop_delay_seconds{quantile="0.99"} ${(delay.percentile(99) / 1e9).toFixed(6)}`,
		'# TYPE process_resident_memory_bytes gauge',
		`process_resident_memory_bytes ${process.memoryUsage.rss()}`,
		'# TYPE process_start_time_seconds gauge',
		`process_start_time_seconds ${Math.round(performance.timeOrigin / 1000)}`
	];
	return `${lines.join('\n')}\n`;
}
