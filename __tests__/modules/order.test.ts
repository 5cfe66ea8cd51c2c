/** What must be there before what: between the stacks, and within each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dependencies } from '../helpers/dependencies';
import { everythingConfigured } from '../helpers/everything-configured';
import { synthesize, type Synthesized } from '../helpers/synth';
import { members, type Template } from '../helpers/template';

const STAGES = ['dev', 'prod'] as const;

/** Names that two resources have in common, or that are words of the configuration: neither is about the other. */
const COINCIDENCES = [
  // Key, plan, dashboard, namespace of metrics and audience of tokens: all have the stack's own name.
  /^gatehouse-(dev|prod)$/,
  // The variable STAGE of a function, which must be there before the stage is.
  /^(dev|prod)$/,
  // Every alias has it: the function in front of it tells which one is meant.
  /^live$/,
];

describe.each(['nothing', 'everything'] as const)(
  'the order, with %s configured,',
  (configured) => {
    let app: Synthesized;

    beforeAll(() => {
      app = synthesize(
        configured === 'nothing' ? {} : everythingConfigured('there are no keys here'),
      );
    });
    afterAll(() => {
      app.remove();
    });

    it('is told to every tool: each stage comes after the API', () => {
      const manifest = members(JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8')));
      const stacks = Object.entries(members(manifest['stacks'])).map(([name, stack]) => [
        name,
        members(stack)['dependencies'],
      ]);
      expect(Object.fromEntries(stacks)).toEqual({
        'gatehouse-api': [],
        'gatehouse-dev': ['gatehouse-api'],
        'gatehouse-prod': ['gatehouse-api'],
      });
    });

    it.each(['api', ...STAGES] as const)(
      'leaves nothing of %s that names another as text',
      (stack) => {
        const namings = new Dependencies(app[stack])
          .unordered()
          .filter(({ name }) => !COINCIDENCES.some((one) => one.test(name)));
        expect(namings).toEqual([]);
      },
    );

    it.each(STAGES)('leads callers of %s to what is there: the stage comes last', (stage) => {
      const template = app[stage];
      const dependencies = new Dependencies(template);
      const [theStage = ''] = template.addresses('aws_api_gateway_stage');
      const backends = Object.entries(template.resources('aws_lambda_permission'))
        .filter(([, { principal }]) => principal === 'apigateway.amazonaws.com')
        .map(([name]) => `aws_lambda_permission.${name}`);
      expect(backends.length).toBeGreaterThan(5);
      const aliases = template
        .addresses('aws_lambda_alias')
        .filter((address) => !address.includes('notifier'));
      const before = [...backends, ...aliases, ...template.addresses('aws_dynamodb_table')];
      expect(before.filter((one) => !dependencies.isOrdered(theStage, one))).toEqual([]);
    });

    it.each(['redeployment_hash', 'documentation_hash'])(
      'says %s of the API when all is done that it is over',
      (name) => {
        const output = members(members(app.api.json['output'])[name]);
        const types = new Set(Object.values(members(output['depends_on'])).map(typeOf));
        expect(output['value']).toMatch(/^[0-9a-f]{64}$/);
        expect(Object.values(members(output['depends_on'])).sort()).toEqual(
          Object.keys(app.api.all())
            .filter((address) => types.has(typeOf(address)))
            .sort(),
        );
        const documented = types.has('aws_api_gateway_documentation_part');
        expect(types.has('aws_api_gateway_integration')).toBe(name === 'redeployment_hash');
        expect(documented).toBe(name === 'documentation_hash');
      },
    );

    it.each([
      ['aws_api_gateway_deployment', 'redeployment_hash'],
      ['aws_api_gateway_documentation_version', 'documentation_hash'],
    ])('has %s refuse an API of another %s', (type, output) => {
      const { value } = members(members(app.api.json['output'])[output]);
      for (const stage of STAGES) {
        const [precondition] = preconditionsOf(app[stage], type);
        const isSame = `data.terraform_remote_state.gatehouse-api.outputs.${output} == "${String(value)}"`;
        expect(precondition?.['condition']).toContain(`: (${isSame})}`);
        expect(precondition?.['error_message']).toContain('deploy gatehouse-api first');
      }
    });
  },
);

function preconditionsOf(template: Template, type: string) {
  const { precondition } = members(template.find(type)['lifecycle']);
  return Object.values(members(precondition)).map(members);
}

function typeOf(address: unknown): string {
  return String(address).split('.')[0] ?? '';
}
