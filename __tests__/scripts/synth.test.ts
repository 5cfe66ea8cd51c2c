/** main.ts as `npm run synth`, `cdktf synth` and `npm start` run it: out of one script in memory, by plain Node. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { api } from '../../api';
import { NOTIFIER } from '../../modules/monitoring/notifications';
import { functionNames } from '../../modules/route-table';
import { PROJECT_ROOT } from '../helpers/start-process';
import { tinyZip } from '../helpers/synth';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-synth-')));
  copy('scripts/bundle.cjs', 'scripts/synth.cjs', 'package.json', 'tsconfig.json');
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function copy(...paths: readonly string[]): void {
  for (const path of paths) cpSync(join(PROJECT_ROOT, path), join(root, path), { recursive: true });
}

function write(file: string, text: string | Buffer): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** The stacks' JSON by their names. */
function stacksOf(outdir: string): Record<string, string> {
  const stacks = join(root, outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks).map((name) => [
      name,
      readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'),
    ]),
  );
}

function node(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = { cwd: tmpdir(), encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { status, stdout, stderr };
}

function synth() {
  return node([join(root, 'scripts/synth.cjs')]);
}

it('writes what main.ts writes when tsx runs it, byte for byte, and nothing beside it', () => {
  copy(
    'main.ts',
    'api.ts',
    'config.ts',
    'config',
    'modules',
    'package.json',
    '.terraform.lock.hcl',
  );
  for (const name of [...functionNames(api), NOTIFIER]) {
    write(`dist/${name}.zip`, tinyZip(name));
  }
  const before = readdirSync(root);
  expect(synth()).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(readdirSync(root)).toEqual([...before, 'cdktf.out'].sort());

  const tsx = ['--import', require.resolve('tsx/esm'), '--require', require.resolve('tsx/cjs')];
  const outdir = join(root, 'tsx.out');
  const byTsx = node([...tsx, join(root, 'main.ts')], { CDKTF_OUTDIR: outdir });
  expect(byTsx).toMatchObject({ status: 0 });
  expect(Object.keys(stacksOf('cdktf.out'))).toEqual([
    'gatehouse-api',
    'gatehouse-dev',
    'gatehouse-prod',
  ]);
  expect(stacksOf('cdktf.out')).toEqual(stacksOf('tsx.out'));
});

it("gives main.ts and the files beside it the project's folder, and its packages", () => {
  write(
    'main.ts',
    "import { folder } from './config'; console.log(__dirname, folder, __filename);",
  );
  write('config.ts', "import 'constructs'; export const folder: string = __dirname;");
  expect(synth()).toEqual({
    status: 0,
    stdout: `${root} ${root} ${join(root, 'main.ts')}\n`,
    stderr: '',
  });
});

it('loads with a require what the sources import at run time', () => {
  write('main.ts', "void import('node:path').then(({ sep }) => { console.log(typeof sep); });");
  expect(synth()).toMatchObject({ status: 0, stdout: 'string\n' });
});

it('leaves the exit code to main.ts', () => {
  write('main.ts', 'process.exitCode = 3;');
  expect(synth()).toEqual({ status: 3, stdout: '', stderr: '' });
});

it.each([
  ['what does not compile', 'const = 1;', /^gatehouse: config\.ts:3:7: Expected .*\n$/],
  [
    'what is not there',
    "import './gone';",
    /^gatehouse: config\.ts:3:8: Could not resolve "\.\/gone"\n$/,
  ],
  [
    'what is thrown while it loads',
    "throw new TypeError('no such luck');",
    /^gatehouse: TypeError: no such luck\n {4}at \/.*\/config\.ts:3:7\n/,
  ],
  [
    'what is thrown deeper',
    "const fail = (): never => { throw new Error('deep'); };\nfail();",
    /^gatehouse: Error: deep\n {4}at fail \(\/.*\/config\.ts:3:35\)\n {4}at \/.*\/config\.ts:4:1\n/,
  ],
  ['a throw that is no error', "throw 'words';", /^gatehouse: words\n$/],
])('names the TypeScript file and line of %s', (_, line, message) => {
  write('main.ts', "import './config';\n");
  write('config.ts', `// The bundle's lines are not these.\ninterface Gone {}\n${line}\n`);
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});

it.each([
  ["a setting's mistake in one line", 'Error', /^gatehouse: no such luck\n$/],
  [
    "a program's mistake with its place",
    'TypeError',
    /^gatehouse: TypeError: no such luck\n {4}at loadConfig \(\/.*\/config\.ts:1:41\)\n/,
  ],
])('tells %s when main.ts meets it', (_, kind, message) => {
  copy('main.ts', 'api.ts', 'modules');
  write('config.ts', `export const loadConfig = () => { throw new ${kind}('no such luck'); };`);
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});

it.each([
  ['two rows of one key', "'GET /a': 1", "'GET /a': 2", 'GET /a'],
  ['two guards of one row', "access: 'token'", "'access': 'open'", 'access'],
  ['two settings of one function', 'timeoutSeconds: 3', 'timeoutSeconds: 9', 'timeoutSeconds'],
])('stops at %s, and names both lines', (_, one, other, key) => {
  write('main.ts', "import { api } from './api';\nconsole.log(api);\n");
  write('api.ts', `interface Unused {}\nexport const api = {\n  ${one},\n  ${other},\n};\n`);
  const { status, stdout, stderr } = synth();
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^gatehouse: api\.ts:4:3: Duplicate key .* \(api\.ts:3:3: .* is here\)\n$/,
  );
  expect(stderr).toContain(`"${key}"`);
});

it('shows what else esbuild warns of, and goes on', () => {
  write('main.ts', "const one: unknown = 1;\nconsole.log(one === -0, typeof one === 'strnig');\n");
  const { status, stdout, stderr } = synth();
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'false false\n' });
  expect(stderr).toMatch(
    /^gatehouse: warning: main\.ts:2:\d+: .*-0.*\ngatehouse: warning: main\.ts:2:\d+: .*strnig.*\n$/,
  );
});

it.each(['package.json', 'cdktf.json'])('is what %s runs', (file) => {
  expect(readFileSync(join(PROJECT_ROOT, file), 'utf8')).toContain('node scripts/synth.cjs"');
});

it('gives a file in a folder of its own that folder', () => {
  write('main.ts', "import { folder } from './modules/place'; console.log(folder);");
  write('modules/place.ts', 'export const folder: string = __dirname;');
  expect(synth()).toMatchObject({ status: 0, stdout: `${join(root, 'modules')}\n` });
});

it("names TypeScript's lines in every stack, where it is asked to", () => {
  write(
    'scripts/later.cjs',
    "require('./bundle.cjs').runBundle('scripts/later.ts', { mapsStacks: true });",
  );
  write(
    'scripts/later.ts',
    "interface Unused {}\n\nsetTimeout(() => {\n  console.log(new Error('late').stack);\n});\n",
  );
  const { stdout } = node([join(root, 'scripts/later.cjs')]);
  expect(stdout).toContain('Error: late\n');
  expect(stdout).toContain(`${join(root, 'scripts/later.ts')}:4:`);
});
