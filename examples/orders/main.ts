/** A project of its own on `modules/`: an API with one route and one stage. */
import { join } from 'node:path';
import { createApp, type RestApiDefinition } from '../../modules';
import { buildFunctions } from '../../scripts/build';
import { runCommand } from '../../scripts/cli';

const api = {
  description: 'Takes orders.',
  routes: {
    'POST /orders': {
      summary: 'Takes an order.',
      access: 'api-key',
      integration: { type: 'lambda-proxy', function: 'orders' },
      model: 'Order',
    },
  },
  models: {
    Order: {
      title: 'Order',
      type: 'object',
      required: ['lines'],
      properties: { lines: { type: 'array', minItems: 1 } },
    },
  },
} as const satisfies RestApiDefinition;

runCommand(async () => {
  await buildFunctions({ root: __dirname });
  createApp({
    projectName: 'orders',
    region: 'eu-west-1',
    state: { kind: 'local' },
    tags: { project: 'orders' },
    definition: api,
    stages: {
      live: {
        throttle: { rateLimit: 20, burstLimit: 40 },
        keyThrottle: { rateLimit: 5, burstLimit: 10 },
        keyQuota: { limit: 1000, period: 'DAY' },
        logLevel: 'INFO',
        executionLogLevel: 'ERROR',
        logRetentionDays: 30,
        protected: true,
        corsOrigins: [],
        runtime: 'nodejs22.x',
        variables: {},
        environment: {},
      },
    },
    zips: join(__dirname, 'dist'),
    outdir: join(__dirname, 'cdktf.out'),
  }).synth();
  return undefined;
});
