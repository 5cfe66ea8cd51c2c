/** Broken definitions and settings: each an error of one line that says what, where, and how to mend it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { api } from '../../api';
import { loadConfig } from '../../config';
import {
  createApp,
  RestApi,
  type GatehouseAppProps,
  type RestApiDefinition,
  type Route,
  type StageSettings,
} from '../../modules';
import { currentAccount } from '../../modules/account';
import { synthesize } from '../helpers/synth';

const ours: RestApiDefinition = api;
const open: Route = {
  summary: 'A route.',
  access: 'open',
  integration: { type: 'lambda-proxy', function: 'faq' },
};
const mock: Route = {
  summary: 'A route.',
  access: 'open',
  integration: { type: 'mock', response: { 'application/json': '{}' } },
};

/** Our API with more routes, whose keys may be anything. */
function routes(more: Readonly<Record<string, Route>>): Partial<GatehouseAppProps> {
  return { definition: { ...ours, routes: { ...ours.routes, ...more } } };
}

/** As JavaScript, JSON or a table that is made at run time may have it. */
function foreign(definition: unknown): Partial<GatehouseAppProps> {
  return { definition: definition as RestApiDefinition };
}

function foreignProps(props: object): Partial<GatehouseAppProps> {
  return props;
}

function row(route: unknown): Partial<GatehouseAppProps> {
  return foreign({ ...ours, routes: { ...ours.routes, 'PUT /faq': route } });
}

function settingsOf(name: string, settings: unknown): Partial<GatehouseAppProps> {
  return foreign({ ...ours, functions: { ...ours.functions, [name]: settings } });
}

function dev(change: Partial<StageSettings>): Partial<GatehouseAppProps> {
  const { stages } = loadConfig({}, 'there are no keys here');
  return { stages: { ...stages, dev: { ...stages.dev, ...change } } };
}

/** What synthesis says; the folder it was to be written to goes with it. */
function messageOf(change: Partial<GatehouseAppProps>): string {
  try {
    synthesize(change).remove();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no error';
}

const { authorizer: _, ...withoutAuthorizer } = {
  ...ours,
  functions: { items: ours.functions?.['items'] ?? {} },
};

describe('createApp', () => {
  it.each<[string, Partial<GatehouseAppProps>, string]>([
    [
      'a word that is no method',
      routes({ 'FETCH /faq': open }),
      'api.ts: route "FETCH /faq": write it as METHOD /path, METHOD being one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ANY',
    ],
    [
      'a method in lower case',
      routes({ 'get /more': open }),
      'api.ts: route "get /more": write it as METHOD /path, METHOD being one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ANY; did you mean "GET /more"?',
    ],
    [
      'a path with blanks',
      routes({ 'GET /more or less': open }),
      'api.ts: route "GET /more or less": write it as METHOD /path, METHOD being one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ANY',
    ],
    ...['more', '', '/more/', '//more', '/mo|re', '/{id', '/{}', '/a{id}'].map(
      (path): [string, Partial<GatehouseAppProps>, string] => [
        `the path "${path}"`,
        routes({ [`GET ${path}`]: open }),
        `api.ts: route "GET ${path}": "${path}" is no path of API Gateway; write /parts/like/{this}, without a slash at the end`,
      ],
    ),
    [
      'a known path with a slash at its end',
      routes({ 'GET /faq/': open }),
      'api.ts: route "GET /faq/": "/faq/" is no path of API Gateway; write /parts/like/{this}, without a slash at the end',
    ],
    [
      'a greedy parameter in the middle',
      routes({ 'GET /files/{path+}/meta': open }),
      'api.ts: route "GET /files/{path+}/meta": a greedy {parameter+} takes the rest of the path, so it must be the last part',
    ],
    [
      'a route that differs from another by the name of its parameter',
      routes({ 'GET /items/{name}': open }),
      'api.ts: route "GET /items/{name}" is the same route as "GET /items/{id}": API Gateway cannot tell them apart; remove one',
    ],
    [
      'a second parameter of another name below one path',
      routes({ 'DELETE /items/{name}': open }),
      'api.ts: route "DELETE /items/{name}": below /items/ route "GET /items/{id}" has {id}, and API Gateway allows one parameter there; write {id} in both, or {name}',
    ],
    [
      'a greedy parameter beside one that is not',
      routes({ 'ANY /items/{rest+}': open }),
      'api.ts: route "ANY /items/{rest+}": below /items/ route "GET /items/{id}" has {id}, and API Gateway allows one parameter there; write {id} in both, or {rest+}',
    ],
    [
      'a function whose name cannot be one',
      routes({
        'GET /more': { ...open, integration: { type: 'lambda-proxy', function: 'faq.js' } },
      }),
      'api.ts: function "faq.js": a function\'s name is letters and digits with single hyphens between, such as send-mail; rename it, and its folder in functions/',
    ],
    [
      'a route that takes the function of the alarms',
      routes({
        'GET /more': { ...open, integration: { type: 'lambda-proxy', function: 'notifier' } },
      }),
      'api.ts: function "notifier": the function of that name carries alarms to Slack; give the route\'s another name',
    ],
    [
      'two functions for one stage variable',
      routes({
        'GET /a': { ...open, integration: { type: 'lambda-proxy', function: 'sendMail' } },
        'GET /b': { ...open, integration: { type: 'lambda-proxy', function: 'send-mail' } },
      }),
      'api.ts: functions "send-mail" and "sendMail" would share the stage variable sendMailFunction; rename one, its folder in functions/ too',
    ],
    [
      'settings of a function that nothing calls',
      { definition: { ...ours, functions: { ...ours.functions, itmes: { table: 'read' } } } },
      'api.ts: functions has settings for "itmes", which no route and no authorizer names: the functions are authorizer, faq, hello, items, loopback; correct the name, or remove the settings; did you mean "items"?',
    ],
    [
      'a model that is not there, for a body',
      routes({ 'PUT /faq': { ...open, model: 'Questoin' } }),
      'api.ts: route "PUT /faq": there is no model "Questoin"; define it in models, or correct the name; did you mean "Question"?',
    ],
    [
      'a model that is not there, for a response',
      routes({
        'PUT /faq': { ...open, responses: { 200: { description: 'OK', model: 'Questoin' } } },
      }),
      'api.ts: route "PUT /faq": there is no model "Questoin"; define it in models, or correct the name; did you mean "Question"?',
    ],
    [
      'a model that refers to one that is not there',
      {
        definition: {
          ...ours,
          models: { ...ours.models, List: { type: 'array', items: { $ref: 'model:Entry' } } },
        },
      },
      'api.ts: model "List": refers to "model:Entry", and there is no model "Entry"; define it in models, or correct the name',
    ],
    [
      'a model whose name AWS refuses',
      { definition: { ...ours, models: { ...ours.models, 'Stored-Item': {} } } },
      'api.ts: model "Stored-Item": API Gateway takes letters and digits in a model\'s name; rename it',
    ],
    [
      'a token without an authorizer',
      { definition: withoutAuthorizer },
      'api.ts: route "GET /items/{id}": access "token" needs an authorizer: { function: \'...\' } in the definition',
    ],
    [
      'a scope on an open route',
      routes({ 'PUT /faq': Object.assign({ scope: 'faq:write' }, open) }),
      'api.ts: route "PUT /faq": scope guards nothing where access is "open"; make it access: \'token\', or remove the scope',
    ],
    [
      'a mock that declares no 200',
      routes({ 'PUT /faq': { ...mock, responses: { 204: { description: 'Nothing.' } } } }),
      'api.ts: route "PUT /faq": a mock answers 200, and responses declares none; add 200 to responses',
    ],
    ...[-1, 3601, 1.5].map((ttlSeconds): [string, Partial<GatehouseAppProps>, string] => [
      `policies that are kept for ${ttlSeconds} seconds`,
      { definition: { ...ours, authorizer: { function: 'authorizer', ttlSeconds } } },
      `api.ts: authorizer.ttlSeconds is ${ttlSeconds}: it is a whole number from 0 to 3600`,
    ]),
    [
      'access to a table where there is none',
      { definition: { ...ours, table: undefined } },
      'api.ts: function "items" has table access "read-write" and the definition names no table: add table: \'...\'',
    ],
    [
      'an access that there is not',
      row({ ...open, access: 'apikey' }),
      'api.ts: route "PUT /faq": access is "apikey": it is one of \'open\', \'api-key\', \'token\'; did you mean "api-key"?',
    ],
    [
      'a row without access',
      row({ ...open, access: undefined }),
      "api.ts: route \"PUT /faq\": access is missing: it is one of 'open', 'api-key', 'token'",
    ],
    [
      'access by several means',
      row({ ...open, access: ['token'] }),
      "api.ts: route \"PUT /faq\": access is a list: it is one of 'open', 'api-key', 'token'",
    ],
    [
      'a token without a scope',
      row({ ...open, access: 'token' }),
      'api.ts: route "PUT /faq": scope is missing: it is what a token must carry, in printable ASCII without blanks',
    ],
    [
      'a member that a row has not',
      row({ ...open, sumary: 'A route.' }),
      'api.ts: route "PUT /faq": sumary is no member of it: its members are summary, description, integration, parameters, parameterDescriptions, model, responses, access; did you mean "summary"?',
    ],
    ['a row that is none', row('open'), 'api.ts: route "PUT /faq" is "open": it is an object'],
    [
      'an integration that there is not',
      row({ ...open, integration: { type: 'lambda_proxy', function: 'faq' } }),
      'api.ts: route "PUT /faq": integration.type is "lambda_proxy": it is one of \'lambda-proxy\', \'lambda\', \'mock\'; did you mean "lambda-proxy"?',
    ],
    [
      'a template that there is not',
      row({ ...open, integration: { type: 'lambda', function: 'faq', request: 'passthru' } }),
      'api.ts: route "PUT /faq": integration.request is "passthru": it is an object of templates by content type, or one of \'passthrough\', \'empty\'; did you mean "passthrough"?',
    ],
    [
      'a template that is no text',
      row({
        ...open,
        integration: { type: 'lambda', function: 'faq', request: { 'text/plain': 5 } },
      }),
      'api.ts: route "PUT /faq": integration.request["text/plain"] is 5: it is a text',
    ],
    [
      'a parameter that may be required or not',
      row({ ...open, parameters: { 'header.X-Trace': 'requierd' } }),
      'api.ts: route "PUT /faq": parameters["header.X-Trace"] is "requierd": it is one of \'required\', \'optional\'; did you mean "required"?',
    ],
    [
      'a parameter of the path that is declared',
      row({ ...open, parameters: { 'path.id': 'required' } }),
      'api.ts: route "PUT /faq": parameters["path.id"] is no name for it: it is header. or querystring. and the name of one; parameters of the path stand in the path',
    ],
    [
      'words for a parameter that the path has not',
      routes({ 'PUT /items/{id}': { ...open, parameterDescriptions: { 'path.idd': 'A UUID.' } } }),
      'api.ts: route "PUT /items/{id}": parameterDescriptions tells of "path.idd", and the path has no such parameter; did you mean "path.id"?',
    ],
    [
      'a response whose status is none',
      row({ ...open, responses: { OK: { description: 'OK' } } }),
      'api.ts: route "PUT /faq": responses.OK is no name for it: it is a status code of HTTP, such as 200',
    ],
    [
      'a parameter of the path with a colon',
      routes({ 'GET /items/:id/parts': open }),
      'api.ts: route "GET /items/:id/parts": a parameter of the path stands in braces; did you mean "GET /items/{id}/parts"?',
    ],
    ...[0, 901, 2.5, '3'].map((timeoutSeconds): [string, Partial<GatehouseAppProps>, string] => [
      `a timeout of ${JSON.stringify(timeoutSeconds)} seconds`,
      settingsOf('faq', { timeoutSeconds }),
      `api.ts: function "faq": timeoutSeconds is ${JSON.stringify(timeoutSeconds)}: it is a whole number from 1 to 900`,
    ]),
    ...[127, 10_241].map((memoryMiB): [string, Partial<GatehouseAppProps>, string] => [
      `${memoryMiB} MiB`,
      settingsOf('faq', { memoryMiB }),
      `api.ts: function "faq": memoryMiB is ${memoryMiB}: it is a whole number from 128 to 10240`,
    ]),
    [
      'access to a table that there is not',
      settingsOf('faq', { table: 'readwrite' }),
      "api.ts: function \"faq\": table is \"readwrite\": it is one of 'none', 'read', 'write', 'read-write', 'all'; did you mean \"read-write\"?",
    ],
    [
      'a function whose name every object has',
      row({ ...open, integration: { type: 'lambda-proxy', function: 'constructor' } }),
      'api.ts: function "constructor": a function\'s name is letters and digits with single hyphens between, such as send-mail; rename it, and its folder in functions/',
    ],
    [
      'a reference that leads nowhere',
      foreign({ ...ours, models: { ...ours.models, List: { items: { $ref: 'Item' } } } }),
      'api.ts: model "List": $ref "Item" leads nowhere: it is model:Name, or #/definitions/... of the model itself',
    ],
    [
      'a definition that is a function',
      foreign({ ...ours, routes: () => ours.routes }),
      'api.ts: routes is a function: it is plain data',
    ],
    ['no definition', foreign(null), 'api.ts: the definition is null: it is an object'],
    ...[
      ['on ', '; did you mean "on"?'],
      ['OFF', '; did you mean "off"?'],
      [false, ''],
    ].map(([defaultEndpoint, hint]): [string, Partial<GatehouseAppProps>, string] => [
      `the default endpoint ${JSON.stringify(defaultEndpoint)}`,
      foreignProps({ defaultEndpoint }),
      `createApp: defaultEndpoint is ${JSON.stringify(defaultEndpoint)}: it is one of 'on', 'off'${String(hint)}`,
    ]),
    [
      'the default endpoint by another name',
      foreignProps({ defaultEndPoint: 'off' }),
      'createApp: it knows no "defaultEndPoint"; did you mean "defaultEndpoint"?',
    ],
    [
      'a firewall by another name',
      dev({ webACLarns: 'arn:aws:wafv2' } as Partial<StageSettings>),
      'config.ts: stage "dev": webACLarns is no member of it: its members are throttle, keyThrottle, keyQuota, logLevel, executionLogLevel, logRetentionDays, protected, corsOrigins, runtime, variables, environment, reservedConcurrency, methodThrottles, domain, webAclArn, kmsKey, permissionsBoundaryArn, dashboard, detailedMetrics, alarms, notifications, issuer, audience; did you mean "webAclArn"?',
    ],
    ...['*', 'a b', '{}', 'ä', ''].map((value): [string, Partial<GatehouseAppProps>, string] => [
      `the stage variable "${value}"`,
      dev({ variables: { greeting: value } }),
      `stage "dev": stage variable greeting = "${value}": AWS takes letters, digits and -._~:/?#&=, only; change the setting it comes from in config.ts`,
    ]),
    [
      'a stage variable with a hyphen in its name',
      dev({ variables: { 'the-greeting': 'hello' } }),
      'stage "dev": stage variable the-greeting = "hello": its name may have letters, digits and _ only; rename it in config.ts',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(messageOf(change)).toBe(message);
    expect(message).not.toContain('\n');
  });

  it('tells everything that is wrong, a line each', () => {
    const broken = { ...open, access: 'Token', sumary: 'A route.', model: 7 };
    const { definition } = row(broken);
    const functions = { ...ours.functions, faq: { memory: 128, timeoutSeconds: 0 } };
    const lines = messageOf(foreign({ ...definition, functions, tabel: 'items' })).split('\n');
    expect(lines.map((line) => line.replace(/( is (no member|\S+):).*/, '$1'))).toEqual([
      'api.ts: route "PUT /faq": model is 7:',
      'api.ts: route "PUT /faq": access is "Token":',
      'api.ts: route "PUT /faq": sumary is no member of it: its members are summary, description, integration, parameters, parameterDescriptions, model, responses, access, scope; did you mean "summary"?',
      'api.ts: function "faq": timeoutSeconds is 0:',
      'api.ts: function "faq": memory is no member of it: its members are description, memoryMiB, timeoutSeconds, table, reservedConcurrency, environment; did you mean "memoryMiB"?',
      'api.ts: tabel is no member of it: its members are description, routes, failures, models, table, functions, authorizer; did you mean "table"?',
    ]);
  });

  it('is not what refuses alone: a construct that is used by itself does, too', () => {
    const { definition } = row({ ...open, access: 'public' });
    expect(() => {
      const stack = new TerraformStack(Testing.app(), 'alone');
      new RestApi(stack, 'api', {
        account: currentAccount(stack, 'eu-west-1'),
        name: 'alone',
        definition: definition ?? ours,
      });
    }).toThrow('api.ts: route "PUT /faq": access is "public": it is one of');
  });

  it.each<[string, Partial<GatehouseAppProps>]>([
    ['the root', routes({ 'GET /': open })],
    ['every path', routes({ 'ANY /{proxy+}': open })],
    ['one parameter under two methods', routes({ 'DELETE /items/{id}': open })],
    ['two parameters in one path', routes({ 'GET /items/{id}/parts/{part}': open })],
    ['a mock with a 200', routes({ 'PUT /faq': mock })],
    [
      'a model that refers to another, and to itself',
      {
        definition: {
          ...ours,
          models: {
            ...ours.models,
            Tree: { properties: { next: { $ref: 'model:Tree' }, item: { $ref: 'model:Item' } } },
          },
        },
      },
    ],
  ])('takes %s', (_, change) => {
    expect(messageOf(change)).toBe('no error');
  });
});

describe('a zip', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-zips-'));
    mkdirSync(join(folder, 'dist'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function app(): GatehouseAppProps {
    const settings = loadConfig({}, folder);
    return { ...settings, definition: api, zips: join(folder, 'dist'), outdir: folder };
  }

  it('that is missing is told with the file to write and the command to run', () => {
    expect(() => createApp(app())).toThrow(
      /^function "authorizer": there is no authorizer\.zip in .+; write functions\/authorizer\/handler\.ts and run npm run build, or correct the name in api\.ts$/,
    );
  });
});
