/**
 * Writes the stacks of an API with N routes, each with a function of its own, by way of the project's own modules.
 * `tsx scaled-app.ts N ZIP OUT`
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '../../api';
import { loadConfig } from '../../config';
import { createApp } from '../../modules';
import type { RestApiDefinition } from '../../modules/rest-api-definition';

const [, , count = '10', zip = '', outdir = ''] = process.argv;
const names = Array.from({ length: Number(count) }, (_, index) => `scaled${index}`);
const zips = join(outdir, 'zips');
mkdirSync(zips, { recursive: true });
for (const name of [...Object.keys(api.functions), 'notifier', ...names]) {
  copyFileSync(zip, join(zips, `${name}.zip`));
}

const definition: RestApiDefinition = {
  ...api,
  routes: {
    ...api.routes,
    ...Object.fromEntries(
      names.map((name) => [
        `GET /${name}`,
        {
          summary: 'One of many.',
          access: 'open' as const,
          integration: { type: 'lambda-proxy' as const, function: name },
          responses: { 200: { description: 'Answered.', model: 'Question' } },
        },
      ]),
    ),
  },
  functions: {
    ...api.functions,
    ...Object.fromEntries(names.map((name) => [name, { description: 'One of many.' }])),
  },
};

createApp({ ...loadConfig(), definition, zips, outdir }).synth();
