import { execFileSync } from 'node:child_process';
import JSZip from 'jszip';
import { createZip } from '../../scripts/zip';

const files = new Map([
  ['index.js', Buffer.from('exports.handler = async () => 1;\n'.repeat(400))],
  ['data/empty.json', Buffer.alloc(0)],
  ['data/noise.bin', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31) % 251))],
]);

describe('createZip', () => {
  it('holds what was put in', async () => {
    const zip = await JSZip.loadAsync(await createZip(files));
    expect(Object.keys(zip.files).sort()).toEqual([...files.keys()].sort());
    for (const [path, content] of files) {
      expect(await zip.file(path)?.async('nodebuffer')).toEqual(content);
    }
  });

  it('compresses', async () => {
    const code = files.get('index.js') ?? Buffer.alloc(0);
    expect((await createZip(new Map([['index.js', code]]))).length).toBeLessThan(code.length / 10);
  });

  it('fixes time, mode and system of every entry, and makes no folders', async () => {
    const zip = await JSZip.loadAsync(await createZip(files));
    for (const entry of Object.values(zip.files)) {
      expect(entry.date.toISOString()).toBe('1980-01-01T00:00:00.000Z');
      expect(Number(entry.unixPermissions)).toBe(0o100644);
      expect(entry.dir).toBe(false);
    }
  });

  it('gives the same bytes whatever the order of the files', async () => {
    const reversed = new Map([...files].reverse());
    expect(await createZip(reversed)).toEqual(await createZip(files));
  });

  it('gives the bytes it always gave', async () => {
    // A change here changes every zip, and so every function, of every adopter: it must be meant.
    const zip = await createZip(new Map([['index.js', Buffer.from('exports.handler = 1;\n')]]));
    expect(Buffer.from(zip).toString('hex')).toMatchInlineSnapshot(
      `"504b03040a00000008000000210017248f5d170000001500000008000000696e6465782e6a734bad28c82f2a29d6cb48cc4bc9492d52b05530b4e60200504b01021e030a00000008000000210017248f5d1700000015000000080000000000000000000000a48100000000696e6465782e6a73504b05060000000001000100360000003d0000000000"`,
    );
  });

  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'gives the same bytes in the time zone %s',
    async (TZ) => {
      const script = `require('./scripts/zip').createZip(new Map([['index.js', Buffer.from('1')]]))
        .then((zip) => process.stdout.write(Buffer.from(zip).toString('hex')))`;
      const there = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      const here = await createZip(new Map([['index.js', Buffer.from('1')]]));
      expect(there).toBe(Buffer.from(here).toString('hex'));
    },
  );
});
