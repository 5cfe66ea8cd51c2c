import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocal, type LocalRuntime } from '../../local';
import type { ConformanceCase } from './case-file';
import { unmet } from './expectations';
import { functionZip } from './function-zip';
import { call } from './http-client';
import { isObject, list, parseJson, text, type Json, type JsonObject } from './json';
import { ACCESS_LOG_GROUP, terraformJson, type FunctionFiles } from './terraform-json';

/** Serves the case's API as any stack is served, calls it, and compares. */
export async function runHttpCase(one: ConformanceCase): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-conformance-'));
  try {
    const files = await writeFunctions(folder, one.lambda ?? {});
    const write = (changes: JsonObject) => {
      const json = terraformJson(one.given, files, changes);
      writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(json));
    };
    write({});
    const runtime = await startLocal({
      app: folder,
      port: 0,
      keys: join(folder, 'keys'),
      warn: () => undefined,
    });
    try {
      return await runSteps(one, { runtime, files, write });
    } finally {
      await runtime.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeFunctions(folder: string, lambda: JsonObject): Promise<FunctionFiles> {
  const zips: Record<string, string> = {};
  const records: Record<string, string> = {};
  mkdirSync(join(folder, 'zips'));
  for (const [name, behaviour] of Object.entries(lambda)) {
    zips[name] = `zips/${name}.zip`;
    records[name] = join(folder, `${name}.jsonl`);
    writeFileSync(join(folder, 'zips', `${name}.zip`), await functionZip(behaviour));
  }
  return { zips, records };
}

interface Served {
  readonly runtime: LocalRuntime;
  readonly files: FunctionFiles;
  readonly write: (changes: JsonObject) => void;
}

async function runSteps(one: ConformanceCase, served: Served): Promise<string | undefined> {
  const steps = one.steps ?? [{ request: one.request ?? {}, expect: one.expect ?? {} }];
  for (const [index, step] of steps.entries()) {
    const problem = await runStep(one, step, served);
    if (problem !== undefined) {
      return steps.length === 1 ? problem : `step ${String(index + 1)}: ${problem}`;
    }
  }
  return undefined;
}

async function runStep(
  one: ConformanceCase,
  { set_stage: changes, request, expect, ...rest }: JsonObject,
  { runtime, files, write }: Served,
): Promise<string | undefined> {
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return `this runner does not know "${unknown}" in a step`;
  if (!isObject(request) || !isObject(expect)) return 'a step needs request and expect';
  if (isObject(changes)) {
    write(changes);
    await runtime.reload();
  }
  const before = readEvents(files);
  const answer = await call(runtime.port, stageOf(one), request);
  await sleepUntil(() => enough(expect, since(before, readEvents(files))));
  const accessLog = 'access_log' in expect ? await readAccessLog(runtime) : [];
  return unmet(expect, { answer, events: since(before, readEvents(files)), accessLog });
}

function stageOf({ given }: ConformanceCase): string {
  return isObject(given['stage']) ? text(given['stage']['stage_name']) : '';
}

type Events = Record<string, Json[]>;

function readEvents({ records }: FunctionFiles): Events {
  return Object.fromEntries(
    Object.entries(records).map(([name, file]) => [
      name,
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map(parseJson)
        : [],
    ]),
  );
}

function since(before: Events, now: Events): Events {
  return Object.fromEntries(
    Object.entries(now).map(([name, events]) => [name, events.slice(before[name]?.length ?? 0)]),
  );
}

/** An asynchronous invocation may come after the answer. */
function enough(expect: JsonObject, events: Events): boolean {
  const { events: expected } = expect;
  if (!isObject(expected)) return true;
  return Object.entries(expected).every(
    ([name, items]) => (events[name]?.length ?? 0) >= list(items).length,
  );
}

const PATIENCE_MS = 3000;

async function sleepUntil(isDone: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!isDone() && Date.now() < end) await sleep(20);
}

async function readAccessLog({ endpoint }: LocalRuntime): Promise<string[]> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'Logs_20140328.FilterLogEvents',
    },
    body: JSON.stringify({ logGroupName: ACCESS_LOG_GROUP }),
  });
  const answer: unknown = await response.json();
  const events: unknown =
    typeof answer === 'object' && answer !== null && 'events' in answer ? answer.events : [];
  if (!Array.isArray(events)) return [];
  return events.map((event: unknown) =>
    typeof event === 'object' && event !== null && 'message' in event ? String(event.message) : '',
  );
}
