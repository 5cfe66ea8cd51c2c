/** What a `kill -9` leaves: every item that was answered, the keys, and the counters of the quotas. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeProject, UNLIMITED } from '../helpers/project';
import { startProcess, until, type Ready, type StartedProcess } from '../helpers/start-process';

const QUOTA = 5;
let folder: string;
let outdir: string;
let running: StartedProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-durability-'));
  const made = await synthesizeProject(folder, (config) => {
    const { stages, ...rest } = UNLIMITED(config);
    const prod = { ...stages.prod, keyQuota: { limit: QUOTA, period: 'MONTH' } } as const;
    return { ...rest, stages: { ...stages, prod } };
  });
  outdir = made.outdir;
}, 60_000);
afterAll(async () => {
  await running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(): StartedProcess {
  running = startProcess(['--app', outdir, '--port', '0', '--data', join(folder, 'data')]);
  return running;
}

function post({ stages }: Ready, stage: 'dev' | 'prod', body: string): Promise<Response> {
  const { url, apiKey } = stages[stage];
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey ?? '' };
  return fetch(`${url}/items`, { method: 'POST', headers, body });
}

/** Writes without a pause until the process is gone, and remembers what was answered. */
async function write(ready: Ready, answered: Map<string, string>): Promise<void> {
  for (let count = 0; ; count += 1) {
    const body = `{"count":${count},"n":12345678901234567890}`;
    try {
      const response = await post(ready, 'dev', body);
      if (response.status === 201) answered.set(idOf(await response.json()), body);
    } catch {
      return;
    }
  }
}

it('keeps items, keys and quotas over a SIGKILL under load', async () => {
  const first = start();
  const before = await first.ready;
  for (let used = 1; used < QUOTA; used += 1) {
    expect((await post(before, 'prod', '{}')).status).toBe(201);
  }
  await until(() => countersIn(join(folder, 'data', 'usage.json')).includes(QUOTA - 1));

  const answered = new Map<string, string>();
  const writers = Array.from({ length: 8 }, () => write(before, answered));
  await until(() => answered.size >= 100);
  expect(await first.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  await Promise.all(writers);

  const after = await start().ready;
  expect(after.stages.dev.apiKey).toBe(before.stages.dev.apiKey);
  expect(after.stages.prod.apiKey).toBe(before.stages.prod.apiKey);
  for (const [id, body] of answered) {
    const response = await fetch(`${after.stages.dev.url}/items/${id}`, {
      headers: { authorization: `Bearer ${before.stages.dev.token}` },
    });
    expect(await response.text()).toBe(body);
  }
  expect((await post(after, 'prod', '{}')).status).toBe(201);
  expect((await post(after, 'prod', '{}')).status).toBe(429);
  expect(await running?.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
}, 60_000);

function countersIn(file: string): readonly unknown[] {
  if (!existsSync(file)) return [];
  const counters: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Object.values(counters ?? {});
}

function idOf(stored: unknown): string {
  if (typeof stored !== 'object' || stored === null || !('id' in stored)) throw new Error('no id');
  return String(stored.id);
}
