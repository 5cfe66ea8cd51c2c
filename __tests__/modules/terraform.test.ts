/** Real `terraform validate` and `terraform plan` of the three stacks: no error, no warning, and no AWS but STS. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatehouseAppProps } from '../../modules';
import { everythingConfigured } from '../helpers/everything-configured';
import { synthesize, type Synthesized } from '../helpers/synth';
import { members, type Template } from '../helpers/template';
import {
  ACCOUNT_ID,
  startSts,
  TerraformFolder,
  whereTerraform,
  type Sts,
} from '../helpers/terraform';

const STACKS = ['api', 'dev', 'prod'] as const;
type Stack = (typeof STACKS)[number];

/** What was configured, to the props that differ from the defaults. */
const CONFIGURED: Readonly<Record<string, () => Partial<GatehouseAppProps>>> = {
  'nothing configured': () => ({}),
  'everything configured': () => everythingConfigured('there are no keys here'),
};

const describeEach = whereTerraform({ run: describe.each, skip: describe.skip.each });
describeEach(Object.keys(CONFIGURED))('Terraform, with %s,', (configured) => {
  let app: Synthesized;
  let sts: Sts;
  const folders = new Map<Stack, TerraformFolder>();

  beforeAll(async () => {
    app = synthesize(CONFIGURED[configured]?.());
    writeApiState(app);
    sts = await startSts();
    for (const stack of STACKS) {
      const folder = join(app.outdir, 'stacks', `gatehouse-${stack}`);
      folders.set(stack, await TerraformFolder.init(folder, sts));
    }
  }, 120_000);

  afterAll(async () => {
    await sts.stop();
    app.remove();
  });

  function folderOf(stack: Stack): TerraformFolder {
    const folder = folders.get(stack);
    if (folder === undefined) throw new Error(`${stack} is not initialized`);
    return folder;
  }

  it.each(STACKS)(
    'finds %s valid, with no warning',
    async (stack) => {
      expect(await folderOf(stack).validate()).toEqual([]);
    },
    60_000,
  );

  it.each(STACKS)(
    'plans to create everything of %s, with no error and no warning',
    async (stack) => {
      const { diagnostics, changes } = await folderOf(stack).plan();
      expect(diagnostics).toEqual([]);
      expect(changes).toEqual(created(app[stack]));
    },
    120_000,
  );

  it('asks AWS for nothing but whose account it is', () => {
    expect(new Set(sts.actions)).toEqual(new Set(['GetCallerIdentity']));
  });
});

function created(template: Template): Record<string, string> {
  return Object.fromEntries(Object.keys(template.all()).map((address) => [address, 'create']));
}

/** The state that a deployed API stack leaves, as far as the stages read it. */
function writeApiState({ outdir, api }: Synthesized): void {
  const written = members(api.json['output']);
  const values: Readonly<Record<string, unknown>> = {
    redeployment_hash: members(written['redeployment_hash'])['value'],
    documentation_hash: members(written['documentation_hash'])['value'],
    rest_api_id: 'a1b2c3d4e5',
    execution_arn: `arn:aws:execute-api:us-east-1:${ACCOUNT_ID}:a1b2c3d4e5`,
    authorizer_id: 'f6g7h8',
  };
  const outputs = Object.keys(written).map((name) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`the API stack has an output ${name}: give it a value`);
    return [name, { value, type: 'string' }] as const;
  });
  writeFileSync(
    join(outdir, '..', 'terraform.gatehouse-api.tfstate'),
    JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: '5f0c2d1e-0000-4000-8000-000000000000',
      outputs: Object.fromEntries(outputs),
      resources: [],
      check_results: null,
    }),
  );
}
