import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { orderOf, unordered } from '../../../.ci/aws/order';
import { synthesize, type Synthesized } from '../../helpers/synth';

const method = '/restapis/a/resources/r/methods/GET';
const call = (
  number: number,
  operation: string,
  path: string,
  status = 201,
): Parameters<typeof orderOf>[0][number] => ({
  number,
  operation,
  path,
  status,
});
const snapshot = (number: number, status = 201): ReturnType<typeof call> =>
  call(number, 'CreateDeployment', '/restapis/a/deployments', status);

test.each([
  ['all of the API, then its snapshot', [call(1, 'PutMethod', method), snapshot(2)], []],
  ['a snapshot of the API as it was before', [snapshot(1), call(2, 'PutMethod', method)], [2]],
  [
    'a change that had begun and not ended',
    [snapshot(2), call(1, 'PutIntegration', `${method}/integration`)],
    [1],
  ],
  [
    'a snapshot that was refused, and came again',
    [snapshot(1, 400), call(2, 'PutMethod', method), snapshot(3)],
    [],
  ],
  ['reading the API afterwards', [snapshot(1), call(2, 'GetMethod', method, 200)], []],
  [
    'the stage, which is no part of a snapshot',
    [snapshot(1), call(2, 'UpdateStage', '/restapis/a/stages/dev', 200)],
    [],
  ],
])('%s', (_, calls, late) => {
  expect(orderOf(calls).late.map(({ number }) => number)).toEqual(late);
});

describe('the lane', () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-'));
  const apart = [call(1, 'PutMethod', method), snapshot(2)];
  const sideBySide = [call(1, 'PutMethod', method), snapshot(3), call(2, 'PutIntegration', method)];
  let app: Synthesized;
  let ours: string;

  beforeAll(() => {
    app = synthesize();
    ours = readFileSync(join(app.outdir, 'manifest.json'), 'utf8');
  });
  afterAll(() => {
    app.remove();
    rmSync(folder, { recursive: true });
  });

  /** What cdktf reads of the project without the line `stageStack.addDependency(apiStack)`. */
  const without = (): string =>
    JSON.stringify(JSON.parse(ours), (key, value: unknown) =>
      key === 'dependencies' ? [] : value,
    );

  function check(manifest: string, calls: readonly ReturnType<typeof call>[]) {
    const [log, out] = [join(folder, 'calls.jsonl'), join(folder, 'manifest.json')];
    writeFileSync(log, calls.map((one) => `${JSON.stringify(one)}\n`).join(''));
    writeFileSync(out, manifest);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '.ci/aws/order.ts', log, '--manifest', out],
      { cwd: resolve(__dirname, '../../..'), encoding: 'utf8' },
    );
    return { status, stdout };
  }

  test('is green when each stage waits for the API, and did', () => {
    expect(check(ours, apart)).toMatchObject({ status: 0 });
  });

  test('is red without addDependency, even when the calls were in order by luck', () => {
    expect(unordered(JSON.parse(without()), 'gatehouse-api')).toEqual([
      'gatehouse-dev',
      'gatehouse-prod',
    ]);
    const { status, stdout } = check(without(), apart);
    expect(status).toBe(1);
    expect(stdout).toContain('gatehouse-dev does not wait for gatehouse-api');
  });

  test('is red when a snapshot was taken beside a change of the API', () => {
    const { status, stdout } = check(ours, sideBySide);
    expect(status).toBe(1);
    expect(stdout).toContain('call 2 after the snapshot: PutIntegration');
  });
});
