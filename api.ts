import type { RestApiDefinition } from './modules/rest-api-definition';

/**
 * The API: every route, who may call it, what answers it, what it takes and gives. A route and its function are a row
 * here and a folder in `functions/`; everything else is made from the row.
 */
export const api = {
  description: 'Items, questions and echoes: one API, two stages.',
  routes: {
    'POST /items': {
      summary: 'Stores a JSON document.',
      access: 'api-key',
      integration: { type: 'lambda-proxy', function: 'items' },
      parameters: { 'header.Idempotency-Key': 'optional' },
      parameterDescriptions: {
        'header.Idempotency-Key':
          '1 to 255 characters of printable ASCII, made up by the caller: a retry with the same key and body gives the first item.',
      },
      model: 'Item',
      responses: {
        201: { description: 'Stored.', model: 'StoredItem' },
        400: { description: 'Not JSON, or not an object or a list.', model: 'ErrorMessage' },
        403: { description: 'No key, or not a key of this stage.', model: 'ErrorMessage' },
        409: {
          description: 'The idempotency key came with another body before.',
          model: 'ErrorMessage',
        },
        413: { description: 'Larger than the table can keep.', model: 'ErrorMessage' },
        429: { description: 'Too many requests, or the quota is spent.', model: 'ErrorMessage' },
        502: { description: 'The function failed.', model: 'ErrorMessage' },
        503: { description: 'The table does not answer; try again.', model: 'ErrorMessage' },
      },
    },
    'GET /items/{id}': {
      summary: 'Gives a document back, byte for byte.',
      access: 'token',
      scope: 'items:read',
      integration: { type: 'lambda-proxy', function: 'items' },
      parameterDescriptions: {
        'path.id': 'The id that storing answered: a UUID in small letters.',
      },
      responses: {
        200: { description: 'The document as it was stored.', model: 'Item' },
        401: { description: 'No token, or not one of this stage.', model: 'ErrorMessage' },
        403: { description: 'The token has not the scope items:read.', model: 'ErrorMessage' },
        404: { description: 'There is none.', model: 'ErrorMessage' },
        502: { description: 'The function failed.', model: 'ErrorMessage' },
        503: { description: 'The table does not answer; try again.', model: 'ErrorMessage' },
      },
    },
    'GET /faq': {
      summary: 'One question and its answer, at random.',
      access: 'open',
      integration: { type: 'lambda-proxy', function: 'faq' },
      responses: {
        200: { description: 'The pair.', model: 'Question' },
        502: { description: 'The function failed.', model: 'ErrorMessage' },
      },
    },
    'ANY /hello': {
      summary: 'Greets.',
      access: 'open',
      integration: { type: 'lambda', function: 'hello', request: 'empty' },
      responses: { 200: { description: 'The greeting.', model: 'Greeting' } },
    },
    'GET /Netflixapigw101': {
      summary: 'Greets, under a second resource.',
      access: 'open',
      integration: { type: 'lambda', function: 'hello', request: 'empty' },
      responses: { 200: { description: 'The greeting.', model: 'Greeting' } },
    },
    'POST /loopback': {
      summary: 'Echoes the request as the function sees it.',
      access: 'open',
      integration: { type: 'lambda', function: 'loopback', request: 'passthrough' },
      parameters: { 'header.Authorization': 'optional', 'querystring.deptno-param': 'optional' },
      parameterDescriptions: {
        'header.Authorization': 'Echoed, and not looked at.',
        'querystring.deptno-param': 'Echoed.',
      },
      responses: { 200: { description: 'Event and context.', model: 'Echo' } },
    },
  },
  failures: {
    413: { description: 'More than the 10 MB that a request may have.', model: 'ErrorMessage' },
    415: { description: 'Not sent as JSON.', model: 'ErrorMessage' },
    429: { description: 'Too many requests.', model: 'ErrorMessage' },
    500: { description: 'A failure on our side.', model: 'ErrorMessage' },
    504: { description: 'No answer in time.', model: 'ErrorMessage' },
  },
  models: {
    Item: { title: 'Item', type: ['object', 'array'] },
    StoredItem: {
      title: 'StoredItem',
      type: 'object',
      required: ['message', 'id', 'createdAt'],
      properties: {
        message: { type: 'string' },
        id: { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
        createdAt: { type: 'string', format: 'date-time' },
      },
    },
    Question: {
      title: 'Question',
      type: 'object',
      required: ['q', 'a'],
      properties: { q: { type: 'string' }, a: { type: 'string' } },
    },
    Greeting: { title: 'Greeting', type: 'string' },
    Echo: {
      title: 'Echo',
      type: 'object',
      required: ['event', 'context'],
      properties: { event: { type: 'object' }, context: { type: 'object' } },
    },
    // Not `Error`: AWS makes a model of that name with every API.
    ErrorMessage: {
      title: 'ErrorMessage',
      type: 'object',
      required: ['message'],
      properties: { message: { type: 'string' }, reason: { type: 'string' } },
    },
  },
  table: 'items',
  functions: {
    items: { description: 'Stores documents and gives them back.', table: 'read-write' },
    authorizer: { description: 'Verifies tokens.' },
    faq: { description: 'Asks and answers.', memoryMiB: 128, timeoutSeconds: 3 },
    hello: { description: 'Greets.', memoryMiB: 128, timeoutSeconds: 3 },
    loopback: { description: 'Echoes.', memoryMiB: 128, timeoutSeconds: 3 },
  },
  authorizer: { function: 'authorizer' },
} as const satisfies RestApiDefinition;
