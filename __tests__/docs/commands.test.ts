import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../..');
const run = promisify(execFile);

const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) =>
    name.endsWith('.md') ? [`docs/${name}`] : [],
  ),
];
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

const scripts = new Map(
  Object.entries(
    (JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }).scripts,
  ),
);
/** Each command that a page tells its reader to run. */
const commands = [
  ...new Set(
    pages.flatMap((page) =>
      [...textOf(page).matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(
        ([, name]) => name ?? '',
      ),
    ),
  ),
].sort();
/** They take no options, or have no help of their own: other tests and CI run them as they are. */
const WITHOUT_HELP = new Set(['synth', 'typecheck', 'lint', 'format', 'test', 'example']);

describe('the pages', () => {
  it('name commands that there are', () => {
    expect(commands.filter((name) => !scripts.has(name))).toEqual([]);
  });

  it('name every command that there is', () => {
    const internal = new Set(['typecheck', 'lint', 'format', 'test', 'start']);
    const told = new Set(commands);
    expect([...scripts.keys()].filter((name) => !told.has(name) && !internal.has(name))).toEqual(
      [],
    );
  });

  it('link to files that there are', () => {
    const broken = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('each command of the pages', () => {
  const withHelp = commands.filter((name) => !WITHOUT_HELP.has(name));

  test.each(withHelp)('npm run %s tells how it is used', async (name) => {
    const [, file = ''] = /node --import tsx (\S+)/.exec(scripts.get(name) ?? '') ?? [];
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file, '--help'], {
      cwd: ROOT,
    });
    expect(stdout).toContain(`npm run`);
    expect(stdout).toContain(name);
  });
});
