/**
 * The route table's schema: what an API is, as a value. `api.ts` holds ours. Types and checks are one: what does not
 * compile does not synthesize either, for whoever writes JavaScript, or makes the table at run time.
 */
import * as z from 'zod/mini';
import type { HttpMethod } from './http-methods';
import {
  anyText,
  byKey,
  byName,
  describeWords,
  members,
  nameLike,
  oneOf,
  text,
  variantOf,
  wholeNumber,
} from './schema';

export { HTTP_METHODS, type HttpMethod } from './http-methods';

/** A method and a path: `GET /items/{id}`, `ANY /{proxy+}`. */
export type RouteKey = `${HttpMethod} /${string}`;

/** Its form is checked with the whole table: `definition-checks.ts`. */
export const routeKey = nameLike<RouteKey>(/(?:)/, 'a method and a path');

const jsonSchema = byName(z.unknown());

/** JSON schema, draft 4, as API Gateway's models are written. A model refers to another by `{ $ref: 'model:Name' }`. */
export type JsonSchema = z.infer<typeof jsonSchema>;

const tableAccess = oneOf(['none', 'read', 'write', 'read-write', 'all']);

/**
 * How a function may touch the table: what its role is granted, and nothing else. `read` gets an item, `write` puts one,
 * `all` changes, deletes and queries as well.
 */
export type TableAccess = z.infer<typeof tableAccess>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html */
const variableName = nameLike<string>(
  /^[A-Za-z]\w+$/,
  'a letter, and letters, digits and _ after it',
);

/** Variables of a function's environment, by name. */
export const environment = byKey(variableName, anyText());

/** Lambda's ranges: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const functionSettings = members({
  /** What Lambda's console says of it. @default - none */
  description: z.optional(text(/^[^]{0,256}$/, 'a text of up to 256 characters')),
  /** 128 to 10240. @default 256 */
  memoryMiB: z.optional(wholeNumber(128, 10_240)),
  /** 1 to 900; API Gateway itself waits for 29 seconds, unless the account's quota says otherwise. @default 10 */
  timeoutSeconds: z.optional(wholeNumber(1, 900)),
  /** @default 'none' */
  table: z.optional(tableAccess),
  /**
   * Execution environments at once, taken from the account's pool and kept for this function.
   * @default - unreserved
   */
  reservedConcurrency: z.optional(wholeNumber(0)),
  /** Added to the environment that every function has. */
  environment: z.optional(environment),
});

export interface FunctionSettings extends z.infer<typeof functionSettings> {}

/** https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1; API Gateway takes no parameters behind it. */
const contentType = nameLike<string>(
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/,
  'a content type such as application/json',
);
const templates = byKey(contentType, anyText());
const WHOLE_REQUESTS = ['passthrough', 'empty'] as const;

const requestTemplate = z.union([oneOf(WHOLE_REQUESTS), templates], {
  error: ({ input }) =>
    `an object of templates by content type, or ${describeWords(WHOLE_REQUESTS, input)}`,
});

/** Content type to VTL text, or the template that hands the whole request on as one JSON object. */
export type RequestTemplate = z.infer<typeof requestTemplate>;

const INTEGRATION_TYPES = ['lambda-proxy', 'lambda', 'mock'] as const;

const integration = z.discriminatedUnion(
  'type',
  [
    /** The function gets the event of API Gateway's proxy format and answers for itself. */
    members({ type: z.literal('lambda-proxy'), function: text() }),
    /** The function gets what the mapping template makes, and its result is the body. */
    members({ type: z.literal('lambda'), function: text(), request: requestTemplate }),
    /** API Gateway answers by itself: 200, with the template of the body by content type. */
    members({ type: z.literal('mock'), response: templates }),
  ],
  { error: variantOf('type', INTEGRATION_TYPES) },
);

export type RouteIntegration = z.infer<typeof integration>;

const parameterName = nameLike<`${'header' | 'querystring'}.${string}`>(
  /^(header|querystring)\.\S+$/,
  'header. or querystring. and the name of one; parameters of the path stand in the path',
);
const describedParameterName = nameLike<`${'header' | 'querystring' | 'path'}.${string}`>(
  /^(header|querystring|path)\.\S+$/,
  'header., querystring. or path. and the name of a parameter',
);

const parameters = byKey(parameterName, oneOf(['required', 'optional']));

/** A parameter's place and name to whether the client must send it. */
export type RouteParameters = z.infer<typeof parameters>;

const routeResponse = members({
  /** When it is answered, for the API's document. */
  description: text(),
  /** The model of its body. @default - no model */
  model: z.optional(text()),
});

export interface RouteResponse extends z.infer<typeof routeResponse> {}

const statusCode = nameLike<number>(/^[1-5]\d\d$/, 'a status code of HTTP, such as 200');
const responses = byKey(statusCode, routeResponse);

const ACCESSES = ['open', 'api-key', 'token'] as const;

const routeMembers = {
  /** One line, for the API's document. */
  summary: text(),
  /** More than a line, for the API's document. @default - none */
  description: z.optional(text()),
  /** What answers. */
  integration,
  /** @default - none declared */
  parameters: z.optional(parameters),
  /** In words, for the API's document: what a parameter holds, and which form it must have. @default - none */
  parameterDescriptions: z.optional(byKey(describedParameterName, text())),
  /** The model that a JSON body must fit. @default - the body is not checked */
  model: z.optional(text()),
  /** By status code. @default - `200` */
  responses: z.optional(responses),
};

const scope = text(
  /^[\x21\x23-\x5b\x5d-\x7e]+$/,
  'what a token must carry, in printable ASCII without blanks',
);

const route = z.discriminatedUnion(
  'access',
  [
    members({
      ...routeMembers,
      /** Who may call: everybody, or whoever has a key of the stage. */
      access: oneOf(['open', 'api-key']),
    }),
    members({
      ...routeMembers,
      /** Who may call: whoever has a token that the authorizer lets in. */
      access: z.literal('token'),
      /** The scope that a token must carry for this route. */
      scope,
    }),
  ],
  { error: variantOf('access', ACCESSES) },
);

/** A row whose access is none that there is: for what else is wrong with it. */
export const routeOfAnyAccess = members({
  ...routeMembers,
  access: oneOf(ACCESSES),
  scope: z.optional(scope),
});

/** A row of the table. Who may call is always written: what guards the door has no default. */
export type Route = z.infer<typeof route>;

const authorizer = members({
  /** Its name, as a route's integration names one. */
  function: text(),
  /** Seconds for which API Gateway keeps a token's policy, 0 to 3600. @default 300 */
  ttlSeconds: z.optional(wholeNumber(0, 3600)),
});

/** What `readDefinition` takes. */
export const restApiDefinition = members({
  /** What the API is for. */
  description: text(),
  /** The table: who may call what, and what answers. */
  routes: byKey(routeKey, route),
  /**
   * What API Gateway itself may answer whichever the route is, by status code: declared on every route that does not
   * say something else of it, and on the preflights, as far as they can meet it.
   * @default - none
   */
  failures: z.optional(responses),
  /** JSON schemas that bodies must fit, by name. @default - none */
  models: z.optional(byName(jsonSchema)),
  /**
   * The table that each stage has of its own, by its short name: `items` becomes `gatehouse-dev-items`, told to the
   * functions by the stage variable `itemsTable` and `TABLE_NAME` of their environment.
   * @default - none
   */
  table: z.optional(
    text(/^[A-Za-z0-9_]+$/, 'letters, digits and _, since a stage variable has its name'),
  ),
  /** Settings of the functions that need other than the defaults, by name. */
  functions: z.optional(byName(functionSettings)),
  /**
   * The function behind the API's TOKEN authorizer; needed as soon as a route's access is `token`.
   * @default - no authorizer
   */
  authorizer: z.optional(authorizer),
});

export interface RestApiDefinition extends z.infer<typeof restApiDefinition> {}
