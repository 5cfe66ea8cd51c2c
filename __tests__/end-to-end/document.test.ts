/** The API through a client that its own OpenAPI document makes: what is sent is compiled, what comes is held to it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiClient } from '../helpers/client';
import { startProject, synthesizeProject, UNLIMITED, type Project } from '../helpers/project';

const ROOT = resolve(__dirname, '../..');

let project: Project;
beforeAll(async () => {
  project = await startProject(UNLIMITED);
}, 60_000);
afterAll(() => project.stop());

describe.each(['dev', 'prod'] as const)('the document of %s', (stage) => {
  let client: ApiClient;
  beforeAll(async () => {
    client = await ApiClient.of(project, stage);
  });

  it('tells how an item is stored and found', async () => {
    const stored = await client.call('post', '/items', { body: { Metadata: 'Hello' } });
    if (stored.status !== 201) throw new Error(`not stored: ${JSON.stringify(stored.body)}`);
    const found = await client.call('get', '/items/{id}', { path: { id: stored.body.id } });
    expect(found).toMatchObject({ status: 200, body: { Metadata: 'Hello' } });
  });

  it('tells what a caller without key and token hears', async () => {
    const refused = { credentials: 'none' } as const;
    const post = await client.call('post', '/items', { body: {}, ...refused });
    expect(post).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
    const get = await client.call('get', '/items/{id}', { path: { id: 'x' }, ...refused });
    expect(get).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  });

  it('tells what the open routes answer', async () => {
    const question = await client.call('get', '/faq', {});
    if (question.status !== 200) throw new Error(`${question.status}`);
    expect(question.body.a).not.toBe('');
    expect((await client.call('patch', '/hello', {})).body).toBe('Hello from Lambda!');
    expect((await client.call('get', '/Netflixapigw101', {})).body).toBe('Hello from Lambda!');
    const echo = await client.call('post', '/loopback', { query: { 'deptno-param': '1' } });
    expect(echo).toMatchObject({
      status: 200,
      body: { event: { params: { querystring: { 'deptno-param': '1' } } } },
    });
  });

  it('tells what a body of another type hears', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await client.call('post', '/loopback', { headers });
    expect(answer).toMatchObject({ status: 415, body: { message: 'Unsupported Media Type' } });
    expect((await client.call('options', '/items', { headers })).status).toBe(415);
  });
});

it('is what the checked-in types are made of', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  try {
    const { outdir } = await synthesizeProject(folder);
    const args = ['--import', 'tsx', 'scripts/types.ts', '--check', '--app', outdir];
    expect(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
