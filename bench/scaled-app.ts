import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH, ROOT } from './paths';
import { timeCommand } from './processes';

export interface ScaledApp {
  readonly folder: string;
  /** Milliseconds of the whole process. */
  readonly synthMs: number;
}

/** Synthesizes the project with more routes, each with a function of its own. */
export async function synthesizeScaled(routes: number): Promise<ScaledApp> {
  // A level down, since Terraform's state lies beside the output.
  const folder = join(
    mkdtempSync(join(tmpdir(), `gatehouse-${String(routes)}-routes-`)),
    'cdktf.out',
  );
  const synthMs = await timeCommand({
    file: process.execPath,
    args: [
      '--import=tsx',
      join(BENCH, 'harness/scaled-app.ts'),
      String(routes),
      join(ROOT, 'dist/faq.zip'),
      folder,
    ],
    cwd: ROOT,
  });
  return { folder, synthMs };
}

/** The folders of the stacks, by name. */
export function stacksOf(app: string): ReadonlyMap<string, string> {
  const stacks = join(app, 'stacks');
  return new Map(readdirSync(stacks).map((name) => [name, join(stacks, name)]));
}

/** How many resources a stack declares. */
export function countResources(stack: string): number {
  const json: unknown = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  const types: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'resource') : undefined;
  return Object.values(typeof types === 'object' && types !== null ? types : {}).reduce<number>(
    (sum, resources: unknown) => sum + Object.keys(Object(resources) as object).length,
    0,
  );
}
