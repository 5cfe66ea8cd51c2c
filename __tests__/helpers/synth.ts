/** The App synthesized into a folder of the test's own, with tiny zips in place of built functions. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '../../api';
import { loadConfig } from '../../config';
import { createApp, type GatehouseAppProps } from '../../modules/app';
import { readDefinition } from '../../modules/definition-checks';
import { NOTIFIER } from '../../modules/monitoring/notifications';
import { functionNames } from '../../modules/route-table';
import { Template } from './template';

export interface Synthesized {
  /** Holds `cdktf.out` and `dist`. */
  readonly folder: string;
  readonly outdir: string;
  readonly api: Template;
  readonly dev: Template;
  readonly prod: Template;
  /** Deletes the folder. */
  remove(): void;
}

/** An empty zip, with a comment that makes it one of its own. */
export function tinyZip(comment: string): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment, 'latin1')]);
}

/**
 * Synthesizes our API, or what `change` makes of it.
 *
 * @param change Props that differ from ours.
 */
export function synthesize(change: Partial<GatehouseAppProps> = {}): Synthesized {
  const definition = readDefinition(change.definition ?? api);
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-synth-'));
  const zips = join(folder, 'dist');
  mkdirSync(zips);
  for (const name of [...functionNames(definition), NOTIFIER]) {
    writeFileSync(join(zips, `${name}.zip`), tinyZip(name));
  }
  const outdir = join(folder, 'cdktf.out');
  createApp({ ...loadConfig({}, folder), definition, zips, outdir, ...change }).synth();
  return {
    folder,
    outdir,
    api: Template.read(outdir, 'gatehouse-api'),
    dev: Template.read(outdir, 'gatehouse-dev'),
    prod: Template.read(outdir, 'gatehouse-prod'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
