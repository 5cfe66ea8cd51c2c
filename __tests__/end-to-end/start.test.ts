/** `npm start` at the terminal: what it prints, what it refuses, and how it ends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeProject } from '../helpers/project';
import { run, startProcess, type Ready, type StartedProcess } from '../helpers/start-process';

let folder: string;
let outdir: string;
let served: StartedProcess;
let ready: Ready;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-start-'));
  outdir = (await synthesizeProject(folder)).outdir;
  served = startProcess(['--app', outdir, '--port', '0', '--data', join(folder, 'data')]);
  ready = await served.ready;
}, 60_000);
afterAll(async () => {
  await served.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

it('writes a ready file that only its owner may read, and that opens both stages', async () => {
  expect(statSync(served.readyFile).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(served.readyFile, 'utf8'))).toEqual(ready);
  for (const stage of ['dev', 'prod'] as const) {
    const { url, apiKey, token } = ready.stages[stage];
    expect(url).toBe(`${ready.endpoint}/${stage}`);
    const stored = await fetch(`${url}/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey ?? '' },
      body: '{}',
    });
    expect(stored.status).toBe(201);
    const authorization = `Bearer ${token}`;
    expect((await fetch(`${url}/items/none`, { headers: { authorization } })).status).toBe(404);
  }
});

it('prints calls to paste, with the key and the token in them', () => {
  for (const { url, apiKey, token } of Object.values(ready.stages)) {
    expect(served.stdout()).toContain(`curl -X POST '${url}/items' -H 'x-api-key: ${apiKey}'`);
    expect(served.stdout()).toContain(`-H 'Authorization: Bearer ${token}'`);
    expect(served.stdout()).toContain(`curl '${url}/faq'`);
  }
});

it('prints its options', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  expect([code, stderr]).toEqual([0, '']);
  for (const option of ['--port', '--data', '--memory', '--watch', '--app', '--ready-file']) {
    expect(stdout).toContain(option);
  }
});

describe('refuses, in a line and with exit code 1,', () => {
  const broken = (): string => join(folder, 'broken');
  const cases: [string, () => string[], RegExp][] = [
    ['an unknown option', () => ['--prot', '3000'], /--prot/],
    [
      'to let everybody in on a public address',
      () => ['--no-auth', '--host', '0.0.0.0'],
      /--no-auth on 0\.0\.0\.0 .*127\.0\.0\.1/,
    ],
    [
      'a port in use',
      () => ['--app', outdir, '--memory', '--port', String(ready.port)],
      /127\.0\.0\.1:\d+ is in use.*--port/,
    ],
    [
      'a data folder that another process holds',
      () => ['--app', outdir, '--port', '0', '--data', join(folder, 'data')],
      /data/,
    ],
    ['a folder that is not there', () => ['--app', join(folder, 'none'), '--memory'], /none/],
    [
      'a function whose zip is missing',
      () => ['--app', broken(), '--memory', '--port', '0'],
      /aws_lambda_function\.gone.*gone\.zip/,
    ],
    [
      'an argument of Terraform that it does not honour',
      () => ['--app', join(folder, 'unsupported'), '--memory', '--port', '0'],
      /aws_api_gateway_integration\.upstream/,
    ],
  ];

  beforeAll(() => {
    writeTerraform('broken', {
      aws_lambda_function: {
        gone: {
          function_name: 'gone',
          filename: 'gone.zip',
          handler: 'index.handler',
          runtime: 'nodejs22.x',
          role: 'arn:aws:iam::123456789012:role/x',
        },
      },
    });
    const id = '${aws_api_gateway_rest_api.api.id}';
    const root = {
      rest_api_id: id,
      resource_id: '${aws_api_gateway_rest_api.api.root_resource_id}',
      http_method: 'GET',
    };
    writeTerraform('unsupported', {
      aws_api_gateway_rest_api: { api: { name: 'api' } },
      aws_api_gateway_method: { root: { ...root, authorization: 'NONE' } },
      aws_api_gateway_integration: {
        upstream: {
          ...root,
          type: 'HTTP',
          integration_http_method: 'GET',
          uri: 'http://example.com',
        },
      },
    });
  });

  it.each(cases)('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args());
    expect(stderr).toMatch(message);
    // Unsupported arguments come after the first line, each on a line of its own.
    expect(stderr).toMatch(/^gatehouse: .+\n(\/.+main\.tf\.json: .+\n)*$/);
    expect([code, stdout]).toEqual([1, '']);
  });
});

function writeTerraform(name: string, resource: object): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'main.tf.json'), JSON.stringify({ resource }));
}

it('ends with 0 when it is told to', async () => {
  expect(await served.kill('SIGTERM')).toMatchObject({ code: 0, signal: null, stderr: '' });
});
