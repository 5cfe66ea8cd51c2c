import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportApi } from '../local/openapi/export';
import { runCommand } from './cli';
import { loadStage } from './openapi/load-stage';
import { apiTypes } from './types/api-types';

const HELP = `Writes the API's paths, bodies and answers as TypeScript types, from its OpenAPI document.

  npm run types [-- --check]

  --check     change nothing, and fail when the file is not what it should be
  --app DIR   the synthesized Terraform (default: cdktf.out)
  -h, --help  this text
`;

const FILE = '__tests__/end-to-end/api-types.ts';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      app: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  // Both stages are one API: whichever it is made of, the types are the same.
  const { api, stage } = await loadStage('dev', values.app);
  const document = exportApi({
    api,
    stage,
    exportType: 'oas30',
    extensions: false,
    serverUrl: 'http://127.0.0.1',
  });
  const path = join(resolve(__dirname, '..'), FILE);
  const types = await apiTypes(document);
  if (!values.check) writeFileSync(path, types);
  else if (readFileSync(path, 'utf8') !== types) {
    throw new Error(`${FILE} is not made from the API as it is: run npm run types`);
  }
  return 0;
}

runCommand(main);
