import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { buildFunctions, type BuildResult } from '../../scripts/build';
import { sizeTable } from '../../scripts/build/size-table';

const PROJECT = resolve(__dirname, '../..');
const run = promisify(execFile);

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-build-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a project's files, `functions/` being understood. */
function write(files: Readonly<Record<string, string>>, root = folder): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'functions', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // Older than the build: a file that is being saved while it is read counts as not known.
    utimesSync(file, new Date(2020, 0, 1), new Date(2020, 0, 1));
  }
}

const build = (root = folder) => buildFunctions({ root });

const statuses = ({ functions }: BuildResult) =>
  Object.fromEntries(functions.map(({ name, status }) => [name, status]));

const zipHashes = ({ functions }: BuildResult) => functions.map(({ zipHash }) => zipHash);

async function bundleIn(zipPath: string): Promise<string> {
  const zip = await JSZip.loadAsync(readFileSync(zipPath));
  expect(Object.keys(zip.files)).toEqual(['index.js']);
  return (await zip.file('index.js')?.async('string')) ?? '';
}

const SMALL = {
  'one/handler.ts': `import { twice } from '../shared/twice';\nexport const handler = async (n: number): Promise<number> => twice(n);\n`,
  'two/handler.ts': `import { text } from './text';\nexport const handler = async () => text;\nexport const forTests = 'only-for-tests';\n`,
  'two/text.ts': `export const text: string = 'žluť';\n`,
  'shared/twice.ts': `export const twice = (n: number): number => 2 * n;\n`,
};

describe('a build', () => {
  it('puts each function, and nothing else of functions/, into a zip with index.js', async () => {
    write(SMALL);
    const { functions } = await build();
    expect(functions.map(({ name, zipPath }) => [name, zipPath])).toEqual([
      ['one', join(folder, 'dist/one.zip')],
      ['two', join(folder, 'dist/two.zip')],
    ]);
    for (const { zipPath, zipBytes, bundleBytes } of functions) {
      expect(statSync(zipPath).size).toBe(zipBytes);
      expect(Buffer.byteLength(await bundleIn(zipPath))).toBe(bundleBytes);
    }
  });

  it('exports the handler alone, and keeps nothing that it does not reach', async () => {
    write(SMALL);
    await build();
    const code = await bundleIn(join(folder, 'dist/two.zip'));
    const file = join(folder, 'index.js');
    writeFileSync(file, code);
    const loaded = jest.requireActual<{ handler: () => Promise<string> }>(file);
    expect(Object.keys(loaded)).toEqual(['handler']);
    expect(await loaded.handler()).toBe('žluť');
    expect(code).not.toContain('only-for-tests');
  });

  it('takes no notice of what the project says to other tools', async () => {
    write(SMALL);
    const plain = await build();
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{"compilerOptions":{"target":"es5","paths":{"./text":["./nowhere"]}}}',
    );
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(zipHashes(await build())).toEqual(zipHashes(plain));
  });
});

describe('a second build', () => {
  it('builds nothing when nothing changed, not even after a touch', async () => {
    write(SMALL);
    await build();
    const manifest = statSync(join(folder, 'dist/.build.json')).mtimeMs;
    utimesSync(join(folder, 'functions/two/text.ts'), new Date(2021, 0, 1), new Date(2021, 0, 1));
    expect(statuses(await build())).toEqual({ one: 'unchanged', two: 'unchanged' });
    expect(statSync(join(folder, 'dist/.build.json')).mtimeMs).toBe(manifest);
  });

  it('builds what changed alone', async () => {
    write(SMALL);
    await build();
    write({ 'two/text.ts': `export const text = 'other';\n` });
    expect(statuses(await build())).toEqual({ one: 'unchanged', two: 'built' });
    expect(await bundleIn(join(folder, 'dist/two.zip'))).toContain('other');
    write({ 'shared/twice.ts': `export const twice = (n: number): number => n + n;\n` });
    expect(statuses(await build())).toEqual({ one: 'built', two: 'unchanged' });
  });

  it('makes of one function what a build of all makes of it', async () => {
    write(SMALL);
    const all = await build();
    rmSync(join(folder, 'dist/two.zip'));
    const again = await build();
    expect(statuses(again)).toEqual({ one: 'unchanged', two: 'built' });
    expect(zipHashes(again)).toEqual(zipHashes(all));
  });

  it.each([
    [
      'a zip was changed',
      () => {
        writeFileSync(join(folder, 'dist/one.zip'), 'x');
      },
    ],
    [
      'a zip is gone',
      () => {
        rmSync(join(folder, 'dist/one.zip'));
      },
    ],
  ])('mends it when %s', async (_what, harm) => {
    write(SMALL);
    const before = await build();
    harm();
    const after = await build();
    expect(statuses(after)).toEqual({ one: 'built', two: 'unchanged' });
    expect(zipHashes(after)).toEqual(zipHashes(before));
    expect(await bundleIn(join(folder, 'dist/one.zip'))).toContain('handler');
  });

  it.each([['not JSON'], ['[]'], ['null'], ['{"one":{"zipHash":7}}']])(
    'builds all when the manifest is %s',
    async (text) => {
      write(SMALL);
      await build();
      writeFileSync(join(folder, 'dist/.build.json'), text);
      expect(statuses(await build())).toEqual({ one: 'built', two: 'built' });
    },
  );

  it('builds all when other packages are installed', async () => {
    write(SMALL);
    await build();
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    expect(statuses(await build())).toEqual({ one: 'built', two: 'built' });
  });

  it('does not trust what was saved while it was reading', async () => {
    write(SMALL);
    const soon = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'functions/two/text.ts'), soon, soon);
    await build();
    expect(statuses(await build())).toEqual({ one: 'unchanged', two: 'built' });
  });

  it('removes the zip of a function that is gone, and no other file', async () => {
    write(SMALL);
    await build();
    writeFileSync(join(folder, 'dist/mine.zip'), 'x');
    rmSync(join(folder, 'functions/two'), { recursive: true });
    expect(statuses(await build())).toEqual({ one: 'unchanged' });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual([
      '.build.json',
      'mine.zip',
      'one.zip',
    ]);
  });
});

describe('a build that fails', () => {
  const broken: [string, Record<string, string>, string | RegExp][] = [
    [
      'a handler that does not compile',
      { 'one/handler.ts': 'export const handler = async () => {\n  return 1 +;\n};\n' },
      /^functions\/one\/handler\.ts:2:13: .*Unexpected ";"$/,
    ],
    [
      'an import of nothing',
      {
        'one/handler.ts': `import { a } from './nowhere';\nexport const handler = async () => a;\n`,
      },
      'functions/one/handler.ts:1:19: Could not resolve "./nowhere"',
    ],
    [
      'a package that is not installed',
      {
        'one/handler.ts': `\n  import a from 'left-pad-of-nowhere';\nexport const handler = async () => a;\n`,
      },
      /^functions\/one\/handler\.ts:2:17: Could not resolve "left-pad-of-nowhere"/,
    ],
    [
      'a file without a handler',
      { 'one/handler.ts': 'export const handle = 1;\n' },
      /^functions\/one\/handler\.ts:1:1: .*"handler"/,
    ],
    [
      'a folder without handler.ts',
      { 'one/index.ts': 'export const handler = 1;\n' },
      'functions/one: no handler.ts: add one that exports "handler", or remove the folder',
    ],
    [
      'a name that no function can have',
      { 'One_/handler.ts': 'export const handler = 1;\n' },
      'functions/One_: a function\'s name is lower-case letters, digits and "-": rename it',
    ],
  ];

  it.each(broken)('tells in one line of %s', async (_what, files, message) => {
    write(files);
    await expect(build()).rejects.toThrow(message);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('tells of each handler in a line of its own', async () => {
    write({ 'one/handler.ts': 'export const handler = ;\n', 'two/handler.ts': 'let let = 1;\n' });
    const failure: unknown = await build().catch((error: unknown) => error);
    const lines = (failure as Error).message.split('\n').sort();
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'functions/one/handler.ts',
      'functions/two/handler.ts',
    ]);
  });

  it('leaves the last good zips where they are', async () => {
    write(SMALL);
    const good = await build();
    write({
      'one/handler.ts': 'export const handler = async () => 7;\n',
      'two/text.ts': 'export const text = ;\n',
    });
    await expect(build()).rejects.toThrow('functions/two/text.ts:1:21');
    write(SMALL);
    expect(await build()).toMatchObject({
      functions: good.functions.map((one) => ({ ...one, status: 'unchanged' })),
    });
  });

  it('refuses a zip over the limit, also one that was built before', async () => {
    write(SMALL);
    const { functions } = await build();
    const sizes = functions.map(({ zipBytes }) => zipBytes);
    const limited = (maxZipBytes: number) => buildFunctions({ root: folder, maxZipBytes });
    await expect(limited(Math.max(...sizes))).resolves.toBeDefined();
    await expect(limited(Math.max(...sizes) - 1)).rejects.toThrow(
      /^functions\/(one|two): its zip has \d+ bytes, over the limit of \d+: import less/,
    );
  });

  it('tells that there is no functions/', async () => {
    await expect(build()).rejects.toThrow(`${join(folder, 'functions')}: no such folder`);
  });
});

describe("this project's zips", () => {
  /** A clone: the sources copied, the packages linked. */
  function clone(name: string): string {
    const root = join(folder, name);
    mkdirSync(root, { recursive: true });
    for (const part of [
      'functions',
      'local/shell.ts',
      'scripts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
    ]) {
      cpSync(join(PROJECT, part), join(root, part), { recursive: true });
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'), 'dir');
    return root;
  }

  /** Runs `npm run build` of a clone as a process of its own, with what that machine is like. */
  async function buildIn(root: string, { umask, TZ }: { umask: string; TZ: string }) {
    const command = `umask ${umask}; exec "$0" --import tsx scripts/build.ts --quiet`;
    const env = { ...process.env, TZ, NODE_PATH: '/nowhere', LANG: 'C' };
    await run('sh', ['-c', command, process.execPath], { cwd: root, env });
    const zips = readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.zip'));
    return Object.fromEntries(
      zips.map((file) => [file, readFileSync(join(root, 'dist', file)).toString('base64')]),
    );
  }

  it('are byte-identical in another folder, after a touch, under another umask and time zone', async () => {
    const here = clone('a');
    const there = clone('a folder/far away');
    for (const file of readdirSync(join(there, 'functions'), {
      recursive: true,
      encoding: 'utf8',
    })) {
      utimesSync(join(there, 'functions', file), new Date(1999, 1, 1), new Date(1999, 1, 1));
    }
    const first = await buildIn(here, { umask: '022', TZ: 'UTC' });
    const second = await buildIn(there, { umask: '077', TZ: 'Asia/Kathmandu' });
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        'authorizer.zip',
        'faq.zip',
        'hello.zip',
        'items.zip',
        'loopback.zip',
      ]),
    );
    expect(second).toEqual(first);
  });
});

describe('the table of sizes', () => {
  it('has a row per function, in columns', () => {
    const one = { zipPath: '', zipHash: '', name: 'items', bundleBytes: 196_559, zipBytes: 64_609 };
    const two = { ...one, name: 'hello', bundleBytes: 529, zipBytes: 426 };
    const table = sizeTable({
      functions: [
        { ...two, status: 'unchanged' },
        { ...one, status: 'built' },
      ],
      durationMs: 61.4,
    });
    expect(table).toBe(
      [
        'function   bundle     zip',
        'hello         529     426  unchanged',
        'items     196 559  64 609  built',
        '2 zips in 61 ms, sizes in bytes',
        '',
      ].join('\n'),
    );
  });
});

describe('npm run build', () => {
  const command = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'scripts/build.ts', ...args], { cwd: PROJECT });

  it('tells its options', async () => {
    expect((await command('--help')).stdout).toContain('--max-zip-bytes');
  });

  it.each([
    [['--max-zip-bytes', 'many'], 'gatehouse: --max-zip-bytes takes a number of bytes, not "many"'],
    [['--faster'], "gatehouse: Unknown option '--faster'"],
  ])('refuses %j in one line, with exit code 1', async (args, message) => {
    const failure: unknown = await command(...args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect((failure as { stderr: string }).stderr).toContain(message);
  });
});
