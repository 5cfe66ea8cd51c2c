/** The route table's type: what an API is, as a value. `api.ts` holds ours. */

export const HTTP_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'ANY',
] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** A method and a path: `GET /items/{id}`, `ANY /{proxy+}`. */
export type RouteKey = `${HttpMethod} /${string}`;

/** JSON schema, draft 4, as API Gateway's models are written. A model refers to another by `{ $ref: 'model:Name' }`. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * How a function may touch the table: what its role is granted, and nothing else. `read` gets an item, `write` puts one,
 * `all` changes, deletes and queries as well.
 */
export type TableAccess = 'none' | 'read' | 'write' | 'read-write' | 'all';

export interface FunctionSettings {
  readonly description?: string;
  /** @default 256 */
  readonly memoryMiB?: number;
  /** @default 10 */
  readonly timeoutSeconds?: number;
  /** @default 'none' */
  readonly table?: TableAccess;
  /**
   * Execution environments at once, taken from the account's pool and kept for this function.
   * @default - unreserved
   */
  readonly reservedConcurrency?: number;
  /** Added to the environment that every function has. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Content type to VTL text, or the template that hands the whole request on as one JSON object. */
export type RequestTemplate = 'passthrough' | 'empty' | Readonly<Record<string, string>>;

export type RouteIntegration =
  /** The function gets the event of API Gateway's proxy format and answers for itself. */
  | { readonly type: 'lambda-proxy'; readonly function: string }
  /** The function gets what the mapping template makes, and its result is the body. */
  | { readonly type: 'lambda'; readonly function: string; readonly request: RequestTemplate }
  /** API Gateway answers by itself: 200, with the template of the body by content type. */
  | { readonly type: 'mock'; readonly response: Readonly<Record<string, string>> };

/** A parameter's place and name to whether the client must send it. */
export type RouteParameters = Readonly<
  Record<`${'header' | 'querystring'}.${string}`, 'required' | 'optional'>
>;

export interface RouteResponse {
  readonly description: string;
  /** @default - no model */
  readonly model?: string;
}

interface RouteBase {
  /** One line, for the API's document. */
  readonly summary: string;
  readonly description?: string;
  readonly integration: RouteIntegration;
  /** @default - none declared */
  readonly parameters?: RouteParameters;
  /** In words, for the API's document: what a parameter holds, and which form it must have. @default - none */
  readonly parameterDescriptions?: Readonly<
    Partial<Record<`${'header' | 'querystring' | 'path'}.${string}`, string>>
  >;
  /** The model that a JSON body must fit. @default - the body is not checked */
  readonly model?: string;
  /** By status code. @default - `200` */
  readonly responses?: Readonly<Record<number, RouteResponse>>;
}

/** A row of the table. Who may call is always written: what guards the door has no default. */
export type Route =
  | (RouteBase & { readonly access: 'open' | 'api-key' })
  | (RouteBase & {
      readonly access: 'token';
      /** The scope that a token must carry for this route. */
      readonly scope: string;
    });

export interface RestApiDefinition {
  readonly description: string;
  readonly routes: Readonly<Record<RouteKey, Route>>;
  /**
   * What API Gateway itself may answer whichever the route is, by status code: declared on every route that does not
   * say something else of it, and on the preflights, as far as they can meet it.
   * @default - none
   */
  readonly failures?: Readonly<Record<number, RouteResponse>>;
  /** By name. */
  readonly models?: Readonly<Record<string, JsonSchema>>;
  /**
   * The table that each stage has of its own, by its short name: `items` becomes `gatehouse-dev-items`, told to the
   * functions by the stage variable `itemsTable` and `TABLE_NAME` of their environment.
   * @default - none
   */
  readonly table?: string;
  /** Settings of the functions that need other than the defaults, by name. */
  readonly functions?: Readonly<Record<string, FunctionSettings>>;
  /**
   * The function behind the API's TOKEN authorizer; needed as soon as a route's access is `token`.
   * @default - no authorizer
   */
  readonly authorizer?: {
    readonly function: string;
    /** Seconds for which API Gateway keeps a token's policy, 0 to 3600. @default 300 */
    readonly ttlSeconds?: number;
  };
}
