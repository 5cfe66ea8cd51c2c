/** An API that grows: what fits by construction, and what is refused, each in one line. */
import { tmpdir } from 'node:os';
import { api } from '../../../api';
import { loadConfig } from '../../../config';
import type { GatehouseAppProps } from '../../../modules/app';
import type { RestApiDefinition, Route } from '../../../modules/rest-api-definition';
import { synthesize, type Synthesized } from '../../helpers/synth';

const ours: RestApiDefinition = api;

function route(name: string): Route {
  return { summary: 'One.', access: 'open', integration: { type: 'lambda-proxy', function: name } };
}

function withRoutes(routes: Readonly<Record<string, Route>>): Partial<GatehouseAppProps> {
  return { definition: { ...ours, routes: { ...ours.routes, ...routes } } };
}

/** So many routes, with a function each or one for all. */
function routes(count: number, functionOf: (index: number) => string, verb = 'GET') {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${verb} /r${index}`, route(functionOf(index))]),
  );
}

/** More functions than ours, which are five. */
function withFunctions(more: number): Partial<GatehouseAppProps> {
  return withRoutes(routes(more, (index) => `more${index}`));
}

function config(environment: Readonly<Record<string, string>>): Partial<GatehouseAppProps> {
  return loadConfig(environment, 'there are no keys here');
}

function said(change: Partial<GatehouseAppProps>): string[] {
  try {
    synthesize(change).remove();
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n');
  }
  return [];
}

const origins = (count: number): string =>
  Array.from({ length: count }, (_, index) => `https://a-page-of-mine-${index}.example.com`).join();

describe('is refused in a line each', () => {
  it.each<[string, Partial<GatehouseAppProps>, RegExp[]]>([
    [
      '100 functions, and what else is wrong at the same time',
      { ...config({ PROD_CORS_ORIGINS: origins(20) }), ...withFunctions(95) },
      [
        /^gatehouse-dev: 10\d stage variables, and API Gateway takes 100 for a stage; each function is one, so /,
        /^gatehouse-prod: 10\d stage variables, and API Gateway takes 100 for a stage; /,
        /^gatehouse-prod, stage variable corsOrigins: /,
      ],
    ],
    [
      '20 origins',
      config({ PROD_CORS_ORIGINS: origins(20) }),
      [
        /^gatehouse-prod, stage variable corsOrigins: \d{3} characters, and API Gateway takes 512 for a stage variable; .*corsOrigins leave out/,
      ],
    ],
    [
      'GET /~me',
      withRoutes({ 'GET /~me': route('faq') }),
      [/^api\.ts: .*~me.*API Gateway.*; write /],
    ],
    [
      'GET /ping behind a domain name',
      {
        ...config({ PROD_DOMAIN_NAME: 'api.example.com', PROD_HOSTED_ZONE_ID: 'Z0123456789' }),
        ...withRoutes({ 'GET /ping': route('faq') }),
      },
      [
        /^api\.ts: path \/ping: behind a domain name, which gatehouse-prod has, .* such as \/health$/,
      ],
    ],
    [
      'a function with a long name',
      withRoutes({ 'GET /long': route('x'.repeat(50)) }),
      [
        /^function gatehouse-prod-x+: 65 characters, and Lambda takes 64 for the name of a function; /,
      ],
    ],
  ])('%s', (_what, change, lines) => {
    const found = said(change).filter((line) => !line.includes('the name of a role'));
    expect(found).toHaveLength(lines.length);
    found.forEach((line, index) => {
      expect(line).toMatch(lines[index] ?? /^$/);
    });
  });
});

describe('fits by construction', () => {
  let made: Synthesized;
  afterEach(() => {
    made.remove();
  });

  it('94 functions more than the authorizer, with queries and widgets in parts', () => {
    made = synthesize(withFunctions(88));
    const groups = Object.values(made.prod.resources('aws_cloudwatch_query_definition'));
    const sizes = groups.map((one) => (one['log_group_names'] as unknown[]).length);
    expect(Math.max(...sizes)).toBe(50);
    expect(groups.map(({ name }) => name)).toContain('gatehouse-prod/one request 2');
    const body = String(made.prod.find('aws_cloudwatch_dashboard')['dashboard_body']);
    const { widgets } = JSON.parse(body) as {
      widgets: { properties: { title: string; alarms?: unknown[] } }[];
    };
    const alarms = widgets.filter(({ properties }) => properties.alarms !== undefined);
    expect(alarms.map(({ properties }) => properties.title)).toEqual([
      'Alarms',
      'Alarms 2',
      'Alarms 3',
      'Alarms 4',
      'Alarms 5',
    ]);
    const all = alarms.flatMap(({ properties }) => properties.alarms ?? []);
    expect(new Set(all).size).toBe(
      Object.keys(made.prod.resources('aws_cloudwatch_metric_alarm')).length,
    );
  });

  const sources = (functionName: string): unknown[] =>
    Object.entries(made.dev.resources('aws_lambda_permission'))
      .filter(([name]) => name.startsWith(`${functionName}-function_`))
      .map(([, one]) => String(one['source_arn']).split('/').slice(1).join('/'));

  it('40 routes of one function, with a permission each', () => {
    made = synthesize(withRoutes(routes(39, () => 'faq')));
    expect(sources('faq')).toHaveLength(40);
    expect(sources('faq')).toContain('dev/GET/r38');
  });

  it('60 routes of one function, with a permission per HTTP method of its stage', () => {
    made = synthesize(
      withRoutes({
        ...routes(60, () => 'faq'),
        'POST /r1': route('faq'),
        'ANY /any/{id}': route('faq'),
      }),
    );
    expect(sources('faq')).toEqual(['dev/*/any/*', 'dev/GET/*', 'dev/POST/*']);
    // No other function is let in by more than before.
    expect(sources('items')).toEqual(['dev/GET/items/*', 'dev/POST/items']);
  });

  it('60 routes of ANY of one function, with one permission for its stage', () => {
    made = synthesize(withRoutes(routes(60, () => 'faq', 'ANY')));
    expect(sources('faq')).toEqual(['dev/*/*']);
  });

  it('100 token routes: their scopes are in the zip', () => {
    made = synthesize({
      definition: {
        ...ours,
        routes: {
          ...ours.routes,
          ...Object.fromEntries(
            Object.entries(routes(100, () => 'faq')).map(([key, one]) => [
              key,
              { ...one, access: 'token' as const, scope: `scope-of-${key.slice(5)}` },
            ]),
          ),
        },
      },
    });
    const { environment } = made.dev.find('aws_lambda_function', {
      function_name: 'gatehouse-dev-authorizer',
    });
    expect(JSON.stringify(environment)).not.toContain('scope-of-');
  });

  it('a longest path behind no domain name', () => {
    made = synthesize(withRoutes({ 'GET /ping': route('faq'), 'GET /v1/sping': route('faq') }));
    expect(made.folder).toContain(tmpdir());
  });
});
