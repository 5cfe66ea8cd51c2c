import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { DeploymentPackages } from '../../../../local/lambda/code/deployment-package';

const folder = mkdtempSync(join(tmpdir(), 'zips-'));
const packages = new DeploymentPackages();
afterAll(() => {
  packages.close();
  rmSync(folder, { recursive: true });
});

type Fill = (zip: JSZip) => void;

async function write(name: string, fill: Fill, options: JSZip.JSZipGeneratorOptions = {}) {
  const zip = new JSZip();
  fill(zip);
  const path = join(folder, name);
  const content = await zip.generateAsync({ ...options, type: 'nodebuffer' });
  writeFileSync(path, content);
  return { path, content };
}

test.each([
  ['stored', { compression: 'STORE' }],
  ['deflated', { compression: 'DEFLATE' }],
  ['streamed, sizes behind the data', { compression: 'DEFLATE', streamFiles: true }],
  ['made on Unix', { compression: 'DEFLATE', platform: 'UNIX' }],
  ['with a comment', { compression: 'DEFLATE', comment: 'c'.repeat(500) }],
] as const)('unpacks a zip: %s', async (name, options) => {
  const { path } = await write(
    `${name}.zip`,
    (zip) =>
      zip.file('index.js', 'x'.repeat(1e5)).file('a/b/ü.txt', 'deep').file('empty', '').folder('c'),
    options,
  );
  const { taskRoot, sha256 } = packages.open(path);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  const read = (file: string) => readFileSync(join(taskRoot, file), 'utf8');
  expect([read('index.js'), read('a/b/ü.txt'), read('empty')]).toEqual([
    'x'.repeat(1e5),
    'deep',
    '',
  ]);
  expect(existsSync(join(taskRoot, 'c'))).toBe(true);
});

test('unpacks the same content once, wherever it lies', async () => {
  const fill: Fill = (zip) => zip.file('f', '1', { date: new Date(0) });
  const first = await write('first.zip', fill);
  writeFileSync(join(folder, 'second.zip'), first.content);
  expect(packages.open(join(folder, 'second.zip'))).toEqual(packages.open(first.path));
});

const LINK = { unixPermissions: 0o120777 };
const UNIX = { platform: 'UNIX' } as const;

test('makes a symbolic link within the package', async () => {
  const fill: Fill = (zip) =>
    zip.file('real.js', 'content').file('bin/link.js', '../real.js', LINK);
  const { taskRoot } = packages.open((await write('link.zip', fill, UNIX)).path);
  expect(readFileSync(join(taskRoot, 'bin/link.js'), 'utf8')).toBe('content');
});

test.each<[string, Fill, string]>([
  ['a path that climbs out', (zip) => zip.file('../evil.js', ''), 'which leads out of the package'],
  ['an absolute path', (zip) => zip.file('/tmp/evil.js', ''), 'which leads out of the package'],
  [
    'a backslash path that climbs out',
    (zip) => zip.file('..\\evil.js', ''),
    'which leads out of the package',
  ],
  [
    'a link that leads out',
    (zip) => zip.file('l', '../../secret', LINK),
    'holds l, which leads out of the package',
  ],
  [
    'a chain of links, each of which seems to stay',
    (zip) =>
      zip
        .file('a/b/c/l', '../../..', LINK)
        .file('z', 'a/b/c/l/../../..', LINK)
        .file(`z${folder}/escaped.js`, 'outside'),
    'holds z, which leads out of the package',
  ],
  [
    'a link that climbs from another',
    (zip) => zip.file('a/b/l', '../..', LINK).file('z', './a/b/l/./../x', LINK),
    'holds z, which leads out of the package',
  ],
  [
    'a file under a link',
    (zip) => zip.file('a/in.js', '').file('z', 'a', LINK).file('z/escaped.js', 'through the link'),
    'EEXIST',
  ],
  [
    'a link under a link',
    (zip) => zip.file('a/in.js', '').file('z', 'a', LINK).file('z/l', 'in.js', LINK),
    'EEXIST',
  ],
])('rejects %s', async (name, fill, message) => {
  const { path } = await write(`${name}.zip`, fill, { ...UNIX, compression: 'DEFLATE' });
  expect(() => packages.open(path)).toThrow(message);
  expect(existsSync(join(folder, 'escaped.js'))).toBe(false);
  expect(existsSync('/tmp/evil.js')).toBe(false);
});

test('rejects what unpacks to more than Lambda takes, before it is unpacked', async () => {
  const { path, content } = await write('bomb.zip', (zip) => zip.file('index.js', 'small'));
  const entry = content.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  content.writeUInt32LE(262_144_001, entry + 24);
  writeFileSync(path, content);
  expect(() => packages.open(path)).toThrow(
    /bomb\.zip unpacks to more than 262144000 bytes, the most that Lambda takes: build it again$/,
  );
});

test('rejects what is cut short or changed, and says which file it is', async () => {
  const { content } = await write('whole.zip', (zip) => zip.file('index.js', 'x'.repeat(1000)), {
    compression: 'DEFLATE',
  });
  const rejects = (name: string, broken: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, broken);
    expect(() => packages.open(path)).toThrow(new RegExp(`${name} .+: build it again$`));
  };
  rejects('half.zip', content.subarray(0, content.length / 2));
  rejects('none.zip', Buffer.alloc(0));
  rejects(
    'data.zip',
    Buffer.concat([content.subarray(0, 40), Buffer.alloc(8, 0xff), content.subarray(48)]),
  );
});
