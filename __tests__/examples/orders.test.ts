import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { startLocal, type LocalRuntime } from '../../local';

const ROOT = resolve(__dirname, '../..');

describe('the example project', () => {
  let runtime: LocalRuntime;

  beforeAll(async () => {
    execFileSync(process.execPath, ['--import', 'tsx', 'examples/orders/main.ts'], { cwd: ROOT });
    runtime = await startLocal({
      app: resolve(ROOT, 'examples/orders/cdktf.out'),
      port: 0,
      warn: (line) => {
        throw new Error(line);
      },
    });
  });
  afterAll(() => runtime.stop());

  test.each([
    ['an order with its key', '{"lines":[1,2]}', true, 200, { lines: 2 }],
    ['no key', '{"lines":[1]}', false, 403, { message: 'Forbidden' }],
    ['what its model refuses', '{"lines":[]}', true, 400, { message: 'Invalid request body' }],
  ])('answers %s', async (_, body, withKey, status, expected) => {
    const { url, apiKey } = runtime.stages['live'] ?? { url: '', apiKey: null };
    const response = await fetch(`${url}/orders`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(withKey && { 'x-api-key': apiKey ?? '' }),
      },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(expected);
  });
});
