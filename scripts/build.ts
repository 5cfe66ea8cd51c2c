import { parseArgs } from 'node:util';
import { buildFunctions, MAX_ZIP_BYTES, type BuildOptions } from './build/build-functions';
import { sizeTable } from './build/size-table';
import { runCommand } from './cli';

export { buildFunctions, type BuildOptions, type BuildResult } from './build/build-functions';

const HELP = `Bundles every function of functions/ and zips it to dist/<name>.zip, the same bytes on every machine.

  npm run build -- [options]

  --out DIR            where the zips go (default dist)
  --max-zip-bytes N    a larger zip is an error (default ${MAX_ZIP_BYTES}, what a function may have unzipped)
  --quiet              print errors alone
  -h, --help           this text

A function of which nothing changed is not built again; delete dist/ to build all.
`;

const OPTIONS = {
  out: { type: 'string' },
  'max-zip-bytes': { type: 'string', default: String(MAX_ZIP_BYTES) },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const options: BuildOptions = {
    maxZipBytes: parseBytes(values['max-zip-bytes']),
    ...(values.out === undefined ? {} : { outFolder: values.out }),
  };
  const result = await buildFunctions(options);
  if (!values.quiet) process.stdout.write(sizeTable(result));
}

function parseBytes(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new Error(`--max-zip-bytes takes a number of bytes, not "${text}"`);
  }
  return Number(text);
}

if (require.main === module) runCommand(main);
