/** A mistake in api.ts or config.ts: one line that says what, where and how to mend, before anything is written. */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '../../api';
import { parseStageName } from '../../config';
import type { RestApiDefinition, Route } from '../../modules/rest-api-definition';
import { PROJECT_ROOT, run } from '../helpers/start-process';
import { synthesize } from '../helpers/synth';

const definition: RestApiDefinition = api;
const open: Route = {
  summary: 'Asks.',
  access: 'open',
  integration: { type: 'lambda-proxy', function: 'faq' },
};

function withRoute(key: string, route: Route = open): RestApiDefinition {
  return { ...definition, routes: { ...definition.routes, [key]: route } };
}

it.each([
  [
    'a duplicate route',
    withRoute('GET /items/{name}'),
    /GET \/items\/\{name\}.*GET \/items\/\{id\}.*remove one/,
  ],
  ['a path without a slash', withRoute('GET faq'), /route "GET faq".*write \/parts\/like/],
  ['a path that ends with a slash', withRoute('GET /faq/'), /route "GET \/faq\/".*without a slash/],
  ['a greedy parameter in the middle', withRoute('GET /{all+}/x'), /GET \/\{all\+\}\/x.*last part/],
  ['an unknown verb', withRoute('FETCH /faq'), /route "FETCH \/faq".*METHOD being one of/],
  [
    'an unknown model',
    withRoute('PUT /faq', { ...open, model: 'Nothing' }),
    /"PUT \/faq".*"Nothing".*define it/,
  ],
])('rejects %s', (_, broken, message) => {
  const line = complaintOf(broken);
  expect(line).toMatch(message);
  expect(line).toMatch(/^api\.ts: /);
  expect(line).not.toContain('\n');
});

it('rejects a stage that config.ts does not know', () => {
  expect(() => parseStageName('staging')).toThrow(
    /^there is no stage "staging": the stages are dev and prod \(STAGE_NAMES in config\.ts\)$/,
  );
});

describe('a route to a function that is not there', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'gatehouse-broken-'));
    for (const name of [
      'main.ts',
      'config',
      'config.ts',
      'modules',
      'package.json',
      'tsconfig.json',
    ]) {
      cpSync(join(PROJECT_ROOT, name), join(root, name), { recursive: true });
    }
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
    const broken = withRoute('GET /ghost', {
      summary: 'Haunts.',
      access: 'open',
      integration: { type: 'lambda-proxy', function: 'ghost' },
    });
    writeFileSync(join(root, 'api.ts'), `export const api = ${JSON.stringify(broken)};\n`);
    cpSync(join(PROJECT_ROOT, 'dist'), join(root, 'dist'), { recursive: true });
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('fails main.ts with one line and an exit code', async () => {
    const { code, stderr } = await run([], { cwd: root, script: 'main.ts' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gatehouse: .*functions\/ghost.*\n$/);
  });
});

function complaintOf(broken: RestApiDefinition): string {
  try {
    synthesize({ definition: broken }).remove();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it was accepted');
}
