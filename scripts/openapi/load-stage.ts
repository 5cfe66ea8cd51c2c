import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createKeyRing } from '../../local/key-ring';
import type { RestApi, Stage } from '../../local/rest-api';
import { loadApplication } from '../../local/terraform';
import { dnsSuffixOf } from '../../modules/partition';
import { buildFunctions } from '../build';
import { synthesize } from '../start/synthesize';

const ROOT = resolve(__dirname, '../..');

/**
 * A stage as it stands in the synthesized Terraform, which is made when it is not there.
 *
 * @param app The folder it was synthesized to. @default - the project's `cdktf.out`
 * @throws Error in one line when there is no such stage.
 */
export async function loadStage(
  name: string,
  app = join(ROOT, 'cdktf.out'),
): Promise<{ readonly api: RestApi; readonly stage: Stage; readonly region: string }> {
  if (!existsSync(join(app, 'manifest.json'))) {
    await buildFunctions();
    await synthesize(ROOT);
  }
  const { restApis, region } = loadApplication({
    app,
    // The document holds no key: these are thrown away.
    keyRing: createKeyRing(undefined),
    strict: false,
    warn: () => undefined,
  });
  for (const api of restApis) {
    const stage = api.stages.find((candidate) => candidate.name === name);
    if (stage !== undefined) return { api, stage, region };
  }
  const known = restApis.flatMap(({ stages }) => stages.map((stage) => stage.name));
  throw new Error(`there is no stage "${name}" in ${app}: take one of ${known.join(', ')}`);
}

/**
 * Where API Gateway serves a stage. Its id is known once it is deployed, so a word stands for it: Swagger 2.0 takes no
 * placeholder in a host.
 */
export function defaultServer(region: string): string {
  return `https://rest-api-id.execute-api.${region}.${dnsSuffixOf(region)}`;
}
