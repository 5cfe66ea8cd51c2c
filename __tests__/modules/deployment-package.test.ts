import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { readZip } from '../../local/lambda/code/unzip';
import { deploymentPackage } from '../../modules/deployment-package';
import { zipWithFiles } from '../../modules/zip-with-files';
import { createZip } from '../../scripts/zip';
import { synthesize, tinyZip, type Synthesized } from '../helpers/synth';

const LIMIT = 50 * 1024 * 1024;

function digest(content: Buffer, encoding: 'base64' | 'hex'): string {
  return createHash('sha256').update(content).digest(encoding);
}

describe('deploymentPackage', () => {
  let folder: string;
  let zips: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-zips-'));
    zips = join(folder, 'dist');
    mkdirSync(zips);
    writeFileSync(join(zips, 'faq.zip'), tinyZip('faq'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('hands a zip of 50 MiB to Lambda directly', () => {
    truncateSync(join(zips, 'faq.zip'), LIMIT);
    const artifacts = { bucket: 'zips', prefix: 'gatehouse-dev' };
    expect(deploymentPackage('faq', { zips, stackFolder: folder, artifacts })).toEqual({
      filename: 'dist/faq.zip',
      sourceCodeHash: digest(readFileSync(join(zips, 'faq.zip')), 'base64'),
    });
  });

  it('refuses a larger one without an artifact bucket, and tells both ways out', () => {
    truncateSync(join(zips, 'faq.zip'), LIMIT + 1);
    expect(() => deploymentPackage('faq', { zips, stackFolder: folder })).toThrow(
      /^function "faq": faq\.zip has 52428801 bytes and Lambda takes 52428800 directly; name a bucket for it in ARTIFACT_BUCKET \(npm run bootstrap makes one\), or make the bundle smaller$/,
    );
  });

  it('gives other content another key', () => {
    const keyOf = (comment: string): unknown => {
      writeFileSync(join(zips, 'faq.zip'), tinyZip(comment));
      return deploymentPackage('faq', {
        zips,
        stackFolder: folder,
        artifacts: { bucket: 'zips', prefix: 'gatehouse-dev' },
        maxDirectZipBytes: 0,
      });
    };
    expect(keyOf('one')).toEqual(keyOf('one'));
    expect(keyOf('one')).not.toEqual(keyOf('two'));
  });
});

describe('a zip that synthesis adds a file to', () => {
  const files = { 'route-scopes.json': '[{"scope":"ü"}]', 'a.txt': '' };

  it('has what it had, and the files, readable by everybody', async () => {
    const built = Buffer.from(await createZip(new Map([['index.js', Buffer.from('code')]])));
    const zip = await JSZip.loadAsync(zipWithFiles(built, files), { checkCRC32: true });
    const contents = await Promise.all(
      Object.values(zip.files).map(async (file) => [file.name, await file.async('text')]),
    );
    expect(Object.fromEntries(contents)).toEqual({ 'index.js': 'code', ...files });
    expect(zip.file('route-scopes.json')?.unixPermissions).toBe(0o100644);
    const read = [...readZip(zipWithFiles(built, files))];
    expect(read.map(({ name }) => name)).toEqual(['index.js', 'a.txt', 'route-scopes.json']);
  });

  it('is the same for the same files in whatever order, and keeps its comment', () => {
    const again = { 'a.txt': '', 'route-scopes.json': files['route-scopes.json'] };
    const zip = zipWithFiles(tinyZip('a comment'), files);
    expect(zipWithFiles(tinyZip('a comment'), again)).toEqual(zip);
    expect(zip.toString('latin1')).toMatch(/a comment$/);
  });

  it('is refused when it is no zip', () => {
    expect(() => zipWithFiles(Buffer.from('text'), files)).toThrow('is no zip');
  });

  it('is the package of the authorizer, in the folder of its stack, and of no other function', () => {
    const made = synthesize();
    const { dev, outdir } = made;
    const code = Object.values(dev.resources('aws_lambda_function')).map((one) => one['filename']);
    const zip = readFileSync(join(outdir, 'stacks', 'gatehouse-dev', 'authorizer.zip'));
    const [file] = [...readZip(zip)];
    made.remove();
    expect(code.filter((name) => name === 'authorizer.zip')).toHaveLength(1);
    expect(code.filter((name) => !String(name).startsWith('../../../dist/'))).toHaveLength(1);
    expect(String(file?.content)).toBe('[{"scope":"items:read","methods":["GET/items/*"]}]');
  });
});

describe('a stage whose zip of authorizer is over the limit', () => {
  /** Of the tiny zips, the one with the longest name is the largest. */
  const maxDirectZipBytes = tinyZip('authorizer').length - 1;
  let content: Buffer;
  let plain: Synthesized;
  let stored: Synthesized;

  beforeAll(() => {
    plain = synthesize();
    stored = synthesize({ artifactBucket: 'my-zips', maxDirectZipBytes });
    content = readFileSync(join(stored.outdir, 'stacks', 'gatehouse-dev', 'authorizer.zip'));
  });

  afterAll(() => {
    plain.remove();
    stored.remove();
  });

  it.each(['dev', 'prod'] as const)('uploads it below the prefix of %s alone', (stage) => {
    expect(Object.values(stored[stage].resources('aws_s3_object'))).toEqual([
      expect.objectContaining({
        bucket: 'my-zips',
        key: `gatehouse-${stage}/authorizer-${digest(content, 'hex')}.zip`,
        source: 'authorizer.zip',
        lifecycle: { create_before_destroy: true },
      }),
    ]);
  });

  it('uploads from a path that is right where Terraform runs', () => {
    const source = join(stored.outdir, 'stacks', 'gatehouse-dev', 'authorizer.zip');
    expect(existsSync(source)).toBe(true);
  });

  it('has Lambda fetch it once it is there', () => {
    const [object = 'none'] = stored.dev.addresses('aws_s3_object');
    const authorizer = stored.dev.find('aws_lambda_function', {
      function_name: 'gatehouse-dev-authorizer',
    });
    expect(authorizer).toMatchObject({
      s3_bucket: `\${${object}.bucket}`,
      s3_key: `\${${object}.key}`,
      source_code_hash: digest(content, 'base64'),
    });
    expect(authorizer).not.toHaveProperty('filename');
  });

  it('has every other zip handed over', () => {
    const others = Object.values(stored.dev.resources('aws_lambda_function')).filter(
      (one) => one['function_name'] !== 'gatehouse-dev-authorizer',
    );
    expect(others.every((one) => 'filename' in one && !('s3_key' in one))).toBe(true);
  });

  it('has every resource at the address that it had, and the object beside them', () => {
    const [object] = stored.dev.addresses('aws_s3_object');
    expect(object).toMatch(/^aws_s3_object\.authorizer-function_package_/);
    expect(Object.keys(stored.dev.all()).sort()).toEqual(
      [...Object.keys(plain.dev.all()), object].sort(),
    );
  });
});
