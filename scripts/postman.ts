import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportApi } from '../local/openapi/export';
import { runCommand } from './cli';
import { defaultServer, loadStage } from './openapi/load-stage';
import { toPostmanCollection } from './postman/collection';

const HELP = `Prints the API of a stage as a Postman collection, v2.1, from the synthesized Terraform.

  npm run -s postman -- dev [options]

  --server URL  where the stage is served, without the stage (default: API Gateway's own address)
  --out FILE    write there instead of standard output
  --app DIR     the synthesized Terraform (default: cdktf.out)
  -h, --help    this text

Fill in the collection's variables api_key and token in Postman: the file holds neither.
`;

async function main(): Promise<undefined> {
  const { values, positionals } = parseArgs({
    options: {
      server: { type: 'string' },
      out: { type: 'string' },
      app: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new Error('name one stage: dev or prod');
  const { api, stage, region } = await loadStage(name, values.app);
  const serverUrl = values.server?.replace(/\/+$/, '') ?? defaultServer(region);
  const document = exportApi({ api, stage, exportType: 'oas30', extensions: false, serverUrl });
  const text = `${JSON.stringify(toPostmanCollection(document), null, 2)}\n`;
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
}

runCommand(main);
