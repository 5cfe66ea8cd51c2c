import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { exportApi } from '../local/openapi/export';
import { runCommand } from './cli';
import { defaultServer, loadStage } from './openapi/load-stage';
import { OPENAPI_HELP, parseOpenApiOptions } from './openapi/options';

async function main(): Promise<undefined> {
  const options = parseOpenApiOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(OPENAPI_HELP);
    return;
  }
  const { api, stage, region } = await loadStage(options.stage);
  const { exportType, extensions, server = defaultServer(region) } = options;
  const document = exportApi({ api, stage, exportType, extensions, serverUrl: server });
  const text =
    options.format === 'yaml' ? stringify(document) : `${JSON.stringify(document, null, 2)}\n`;
  if (options.out === undefined) process.stdout.write(text);
  else writeFileSync(options.out, text);
}

runCommand(main);
