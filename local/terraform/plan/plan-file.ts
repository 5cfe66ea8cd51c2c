/**
 * What `terraform show -json` writes of a plan, as a configuration.
 *
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
import { isList, isObject, type ValueObject } from '../expression/value';
import { blocksOf, objectMember, textMember } from '../json';
import type { Configuration } from '../stack/configuration';
import { plannedBlocks } from './planned-block';

const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:(?<region>[a-z0-9-]+):(?<account>\d{12}):/;

/** Is it a plan? */
export function isPlan(body: ValueObject): boolean {
  return isList(body['resource_changes'] ?? null) && isObject(body['configuration'] ?? null);
}

/**
 * The planned resources of the root module as one stack.
 *
 * @param place The plan's file, for messages, and the absolute folder it is in, where relative paths start.
 */
export function planToConfiguration(
  plan: ValueObject,
  { file, folder }: { readonly file: string; readonly folder: string },
): Configuration {
  const rootModule = objectMember(objectMember(plan, 'configuration'), 'root_module');
  const changes = blocksOf(plan['resource_changes']).filter(isServed);
  const notes: string[] = [];
  const blocks = blocksOf(rootModule['resources']).flatMap((written) =>
    plannedBlocks(
      { file, written, changes: changes.filter((change) => isOf(change, written)) },
      (note) => notes.push(`${file}: ${note}`),
    ),
  );
  return {
    name: 'plan',
    folder,
    resources: blocks.map(({ block }) => block),
    dataSources: [],
    locals: Object.fromEntries(blocks.flatMap(({ locals }) => locals)),
    variables: {},
    inputs: {},
    outputs: {},
    awsProviders: [providerOf(plan, changes)],
    backend: undefined,
    modules: Object.keys(objectMember(rootModule, 'module_calls')),
    notes,
  };
}

/** A resource of the root module that is there after the apply. */
function isServed(change: ValueObject): boolean {
  return (
    change['mode'] === 'managed' &&
    change['module_address'] === undefined &&
    isObject(objectMember(change, 'change')['after'] ?? null)
  );
}

function isOf(change: ValueObject, written: ValueObject): boolean {
  return change['type'] === written['type'] && change['name'] === written['name'];
}

/** The provider's region, and the account that ARNs of what is there already name. */
function providerOf(plan: ValueObject, changes: readonly ValueObject[]): ValueObject {
  const configuration = objectMember(plan, 'configuration');
  const aws = objectMember(objectMember(configuration, 'provider_config'), 'aws');
  const expression = objectMember(objectMember(aws, 'expressions'), 'region');
  const references = expression['references'] ?? [];
  const [variable = ''] = isList(references) ? references.map(String) : [];
  const input = objectMember(objectMember(plan, 'variables'), variable.replace(/^var\./, ''));
  const region = expression['constant_value'] ?? input['value'];
  const arn = changes
    .map((change) => textMember(objectMember(objectMember(change, 'change'), 'after'), 'arn'))
    .map((text) => ARN.exec(text ?? '')?.groups)
    .find((groups) => groups !== undefined);
  return {
    region: region ?? arn?.['region'] ?? null,
    allowed_account_ids: arn?.['account'] === undefined ? null : [arn['account']],
  };
}
