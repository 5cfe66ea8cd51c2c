import {
  isRecord,
  type JsonRecord,
  listOf,
  memberAt,
  parseDocument,
  recordOf,
  textOf,
} from '../json';
import { referencesOf } from '../plan-facts';
import { hasUnknown, type ResourceChange } from '../resource-change';
import { policyOfData } from './policy-data';

/** Of whom a policy is: of one who acts, or of what is acted upon. */
export type PolicyOf = 'identity' | 'resource';

interface PolicyPlace {
  readonly attribute: string;
  readonly of: PolicyOf;
  /** The argument that names what the policy is put on. @default - the resource itself */
  readonly on?: string;
}

const identity = (attribute: string, on?: string): PolicyPlace =>
  on === undefined ? { attribute, of: 'identity' } : { attribute, of: 'identity', on };
const resource = (on?: string, attribute = 'policy'): PolicyPlace =>
  on === undefined ? { attribute, of: 'resource' } : { attribute, of: 'resource', on };

/** Where the types hold their policy documents. */
const PLACES: Readonly<Record<string, readonly PolicyPlace[]>> = {
  aws_iam_role_policy: [identity('policy', 'role')],
  aws_iam_policy: [identity('policy')],
  aws_iam_user_policy: [identity('policy', 'user')],
  aws_iam_group_policy: [identity('policy', 'group')],
  aws_iam_role: [resource(undefined, 'assume_role_policy'), identity('inline_policy')],
  aws_api_gateway_rest_api: [resource()],
  aws_api_gateway_rest_api_policy: [resource('rest_api_id')],
  aws_api_gateway_domain_name: [resource()],
  aws_backup_vault_policy: [resource('backup_vault_name')],
  aws_cloudwatch_event_bus_policy: [resource('event_bus_name')],
  aws_cloudwatch_log_resource_policy: [resource(undefined, 'policy_document')],
  aws_dynamodb_resource_policy: [resource('resource_arn')],
  aws_ecr_registry_policy: [resource('registry_id')],
  aws_ecr_repository_policy: [resource('repository')],
  aws_kinesis_resource_policy: [resource('resource_arn')],
  aws_kms_external_key: [resource()],
  aws_kms_key: [resource()],
  aws_kms_key_policy: [resource('key_id')],
  aws_kms_replica_external_key: [resource()],
  aws_kms_replica_key: [resource()],
  aws_s3_access_point: [resource('bucket')],
  aws_s3_bucket: [resource()],
  aws_s3_bucket_policy: [resource('bucket')],
  aws_schemas_registry_policy: [resource('registry_name')],
  aws_secretsmanager_secret: [resource()],
  aws_secretsmanager_secret_policy: [resource('secret_arn')],
  aws_sns_topic: [resource()],
  aws_sns_topic_policy: [resource('arn')],
  aws_sqs_queue: [resource()],
  aws_sqs_queue_policy: [resource('queue_url')],
  aws_xray_resource_policy: [resource(undefined, 'policy_document')],
};

/** Documents under such names that are no policies of IAM: rules of lifecycles, masks of data, indexes. */
const OTHERS =
  /^aws_(ecr_lifecycle_policy|ecr_repository_creation_template|sns_topic_data_protection_policy|cloudwatch_log_(data_protection|account|index)_policy|dlm_.*|organizations_policy)$/;
const NAMES = /^(policy|policy_document|access_policy|assume_role_policy|.*_policy)$/;

/** Where a resource holds policies: as listed; of another type, whatever reads as one. */
export function policyPlacesOf({ type, before, after }: ResourceChange): readonly PolicyPlace[] {
  const known = PLACES[type];
  if (known !== undefined) return known;
  if (OTHERS.test(type)) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => NAMES.test(name) && [before[name], after[name]].some(isPolicy))
    .map((attribute) => resource(undefined, attribute));
}

function isPolicy(value: unknown): boolean {
  const document = parseDocument(value);
  return (
    isRecord(document) &&
    listOf(document['Statement']).some((one) => memberAt(one, 'Effect') !== undefined)
  );
}

/**
 * The policies at a place, as texts.
 *
 * @returns Nothing when they are known only after apply, and were not synthesized either.
 */
export function policiesAt(
  change: ResourceChange,
  { attribute }: PolicyPlace,
  side: 'before' | 'after',
): readonly unknown[] | undefined {
  const isUnknown = side === 'after' && hasUnknown(recordOf(change.afterUnknown)[attribute]);
  if (!isUnknown) return textsAt(change[side], attribute);
  const block = change.facts.synthesizedOf(change.address);
  return block?.[attribute] === undefined
    ? ofDataSource(change, attribute)
    : textsAt(block, attribute).map((text) =>
        typeof text === 'string' ? change.facts.resolve(text) : text,
      );
}

/** The policy that a data source puts together from statements of which the plan knows the constant parts. */
function ofDataSource(
  { facts, address }: ResourceChange,
  attribute: string,
): readonly unknown[] | undefined {
  const named = new Set(referencesOf(facts.configurationOf(address), attribute));
  const [source = '', ...others] = [...named].filter((one) => one.startsWith('data.'));
  if (others.length > 0 || named.size !== 1) return undefined;
  const module = /^(module\.[^.]+\.)+/.exec(address)?.[0] ?? '';
  const read = facts.readBy(`${module}${source}`);
  const text = read === undefined ? undefined : policyOfData(read.values, read.unknown);
  return text === undefined ? undefined : [text];
}

function textsAt(values: JsonRecord, attribute: string): readonly unknown[] {
  const value = values[attribute];
  if (attribute !== 'inline_policy') return [value];
  return listOf(value)
    .map((block) => textOf(memberAt(block, 'policy')))
    .filter((text) => text !== undefined && text !== '');
}
