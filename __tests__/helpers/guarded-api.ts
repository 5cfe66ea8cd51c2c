/** A small API with a row of each access, and a stage with every setting that guards something: for what must not be lost. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { createApp } from '../../modules';
import type { RestApiDefinition, StageSettings } from '../../modules';
import { tinyZip } from './synth';
import { Template, text } from './template';

const KEY = '0a1b2c3d-0000-4000-8000-000000000000';

export const GUARDED = {
  description: 'An API.',
  routes: {
    'POST /orders': {
      summary: 'Takes an order.',
      access: 'api-key',
      integration: { type: 'lambda-proxy', function: 'orders' },
      parameters: { 'header.Idempotency-Key': 'required', 'querystring.dry': 'optional' },
      parameterDescriptions: { 'querystring.dry': 'Whether nothing is stored.' },
      model: 'Order',
      responses: { 201: { description: 'Taken.', model: 'Order' } },
    },
    'GET /orders/{id}': {
      summary: 'Gives one back.',
      access: 'token',
      scope: 'orders:read',
      integration: { type: 'lambda', function: 'orders', request: 'passthrough' },
    },
    'GET /health': {
      summary: 'Lives.',
      access: 'open',
      integration: { type: 'mock', response: { 'application/json': '{}' } },
    },
  },
  failures: { 429: { description: 'Too many requests.' } },
  models: { Order: { type: 'object', required: ['lines'] } },
  table: 'orders',
  functions: {
    orders: { table: 'read', memoryMiB: 128, timeoutSeconds: 3, environment: { MODE: 'a' } },
  },
  authorizer: { function: 'authorizer', ttlSeconds: 60 },
} as const satisfies RestApiDefinition;

export const GUARDS = {
  throttle: { rateLimit: 20, burstLimit: 40 },
  keyThrottle: { rateLimit: 5, burstLimit: 10 },
  keyQuota: { limit: 1000, period: 'DAY' },
  logLevel: 'INFO',
  executionLogLevel: 'ERROR',
  logRetentionDays: 30,
  protected: true,
  corsOrigins: ['https://app.example.com'],
  runtime: 'nodejs22.x',
  variables: { mode: 'a' },
  environment: { authorizer: { ISSUER: 'https://id.example.com' } },
  reservedConcurrency: { orders: 2 },
  methodThrottles: { 'POST /orders': { rateLimit: 1, burstLimit: 1 } },
  domain: { domainName: 'api.example.com', hostedZoneId: 'Z0123456789ABC' },
  webAclArn: `arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/gate/${KEY}`,
  kmsKey: { arn: `arn:aws:kms:eu-west-1:123456789012:key/${KEY}` },
  permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary',
} as const satisfies StageSettings;

export interface Workshop {
  /** The JSON of both stacks. @throws Error as `createApp` does. */
  synthesize(definition: unknown, settings?: unknown): Record<'api' | 'live', Template>;
  remove(): void;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-guarded-'));
  const zips = join(folder, 'dist');
  mkdirSync(zips);
  for (const name of ['orders', 'authorizer']) {
    writeFileSync(join(zips, `${name}.zip`), tinyZip(name));
  }
  return {
    synthesize(definition, settings = GUARDS) {
      const app = createApp({
        projectName: 'guarded',
        region: 'eu-west-1',
        state: { kind: 'local' },
        tags: {},
        // Whoever writes JavaScript gives what they like.
        definition: definition as RestApiDefinition,
        stages: { live: settings as StageSettings },
        zips,
        outdir: join(folder, 'cdktf.out'),
      });
      const template = (name: string) => {
        const stack = app.node.findChild(name);
        if (!(stack instanceof TerraformStack)) throw new Error(`${name} is no stack`);
        return new Template(Testing.synth(stack));
      };
      return { api: template('guarded-api'), live: template('guarded-live') };
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Every method but the preflights: `POST /orders` to what asks whom. */
export function guardsOf(api: Template): Record<string, string> {
  const resources = api.resources('aws_api_gateway_resource');
  const pathOf = (reference: unknown): string => {
    const [, name] = /aws_api_gateway_resource\.([\w-]+)\.id/.exec(text(reference)) ?? [];
    const resource = resources[name ?? ''];
    return resource === undefined
      ? ''
      : `${pathOf(resource['parent_id'])}/${text(resource['path_part'])}`;
  };
  return Object.fromEntries(
    Object.values(api.resources('aws_api_gateway_method'))
      .filter((method) => method['http_method'] !== 'OPTIONS')
      .map((method) => [
        `${text(method['http_method'])} ${pathOf(method['resource_id'])}`,
        guardOf(method),
      ]),
  );
}

function guardOf(method: Readonly<Record<string, unknown>>): string {
  if (method['authorization'] === 'CUSTOM' && method['authorizer_id'] !== undefined) return 'token';
  return method['api_key_required'] === true ? 'api-key' : 'open';
}
