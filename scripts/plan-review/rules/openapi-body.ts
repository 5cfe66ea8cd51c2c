import {
  isRecord,
  type JsonRecord,
  listOf,
  memberAt,
  parseDocument,
  recordOf,
  textOf,
} from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { showValue } from '../shown-value';
import { type Rule, types } from './rule';

const VERBS = [
  'get',
  'put',
  'post',
  'delete',
  'patch',
  'head',
  'options',
  'x-amazon-apigateway-any-method',
];
const INTEGRATION = 'x-amazon-apigateway-integration';

/** A route of an OpenAPI document, with what guards it. */
interface BodyRoute {
  readonly name: string;
  readonly isOpen: boolean;
  readonly integration: JsonRecord;
  readonly guards: string;
}

/** @returns Nothing when the document cannot be read: YAML, a broken one, or none with paths. */
function routesOf(body: unknown): readonly BodyRoute[] | undefined {
  if (body === undefined || body === null || body === '') return [];
  const document = parseDocument(body);
  if (!isRecord(document) || !isRecord(document['paths'])) return undefined;
  const all = document['security'];
  const schemes = recordOf(
    document['securityDefinitions'] ?? memberAt(document, 'components', 'securitySchemes'),
  );
  return Object.entries(document['paths']).flatMap(([path, item]) =>
    VERBS.filter((verb) => isRecord(item) && verb in item).map((verb) => {
      const operation = recordOf(recordOf(item)[verb]);
      const guards = listOf(operation['security'] ?? all);
      const names = guards.flatMap((guard) => Object.keys(recordOf(guard)));
      return {
        name: `${verb.replace('x-amazon-apigateway-any-method', 'any').toUpperCase()} ${path}`,
        isOpen:
          guards.some((guard) => Object.keys(recordOf(guard)).length === 0) ||
          !names.some((name) => name in schemes),
        integration: recordOf(operation[INTEGRATION]),
        guards: JSON.stringify([
          guards,
          names.map((name) => schemes[name]),
          operation['x-amazon-apigateway-auth'],
        ]),
      };
    }),
  );
}

const BODIES = types('aws_api_gateway_rest_api', 'aws_api_gateway_rest_api_put');

function isChanged(change: ResourceChange): boolean {
  return (
    (change.action === 'create' || isKept(change)) &&
    (isUnknown(change, 'body') || (change.before['body'] ?? '') !== (change.after['body'] ?? ''))
  );
}

function findWorse(change: ResourceChange): string | undefined {
  if (!isChanged(change)) return undefined;
  // A body that nobody wrote is for AWS to fill in.
  if (isUnknown(change, 'body'))
    return isKept(change) ? 'its OpenAPI body is known only after apply' : undefined;
  const before = routesOf(change.before['body']);
  const after = routesOf(change.after['body']);
  if (after === undefined) return 'its OpenAPI body cannot be read';
  const old = new Map((before ?? []).map((route) => [route.name, route]));
  const bad = after.filter((route) => {
    const was = old.get(route.name);
    const isOpened = route.isOpen && was?.isOpen !== true && !route.name.startsWith('OPTIONS ');
    const isHost = /^http/i.test(textOf(route.integration['type']) ?? '');
    const uri = textOf(route.integration['uri']);
    const isMoved = was !== undefined && uri !== textOf(was.integration['uri']);
    const isRegarded = was !== undefined && was.guards !== route.guards;
    return isOpened || (isHost && (isMoved || was === undefined)) || isMoved || isRegarded;
  });
  if (bad.length === 0) return undefined;
  const shown = bad.slice(0, 5).map(({ name }) => `\`${showValue(name)}\``);
  return `by its OpenAPI body these are open, guarded otherwise, or go elsewhere: ${shown.join(', ')}`;
}

/** The REST API itself: what its body says, and from where it can be reached. */
export const API_RULES: readonly Rule[] = [
  {
    id: 'openapi-body',
    severity: 'danger',
    lost: 'the guards of those routes: the body takes the place of all methods of the API',
    mend: 'declare methods as resources of their own; or give each operation a security',
    types: BODIES,
    find: findWorse,
  },
  {
    id: 'openapi-body-changed',
    severity: 'warning',
    lost: 'routes are other than before',
    mend: 'read the document in the code',
    types: BODIES,
    find: (change) =>
      isChanged(change) &&
      !isUnknown(change, 'body') &&
      isKept(change) &&
      findWorse(change) === undefined
        ? 'its OpenAPI body changed'
        : undefined,
  },
  {
    id: 'api-made-public',
    severity: 'danger',
    lost: 'the border of the network: a PRIVATE API is reached from its VPC endpoints alone',
    mend: 'leave endpoint_configuration as it was',
    types: types('aws_api_gateway_rest_api', 'aws_api_gateway_domain_name'),
    find: (change) => {
      const at = (values: JsonRecord, name: string): unknown =>
        memberAt(values, 'endpoint_configuration', name);
      if (!isKept(change) || isUnknown(change, 'endpoint_configuration')) return undefined;
      const isPrivate = (values: JsonRecord): boolean =>
        listOf(at(values, 'types')).includes('PRIVATE');
      const wasPrivate = isPrivate(change.before);
      const isMoved =
        wasPrivate &&
        JSON.stringify(at(change.before, 'vpc_endpoint_ids') ?? []) !==
          JSON.stringify(at(change.after, 'vpc_endpoint_ids') ?? []);
      return wasPrivate && (!isPrivate(change.after) || isMoved)
        ? showStep(change, 'endpoint_configuration')
        : undefined;
    },
  },
  {
    id: 'endpoint-changed',
    severity: 'warning',
    lost: 'callers reach it another way',
    mend: 'check addresses, certificates and firewalls that were made for the old way',
    types: types('aws_api_gateway_rest_api'),
    find: (change) => {
      const typesOf = (values: JsonRecord): string =>
        JSON.stringify(memberAt(values, 'endpoint_configuration', 'types') ?? []);
      const isOther =
        isKept(change) &&
        !isUnknown(change, 'endpoint_configuration') &&
        typesOf(change.before) !== typesOf(change.after);
      return isOther && !typesOf(change.before).includes('PRIVATE')
        ? showStep(change, 'endpoint_configuration')
        : undefined;
    },
  },
];
