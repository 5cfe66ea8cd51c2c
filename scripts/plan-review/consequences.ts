/** Which differences nobody decided: they follow from another change of the plan, or are bookkeeping. */
import { isEmpty, isSameDocument, listOf, memberAt } from './json';
import { isConfigured, isExplained } from './references';
import type { ResourceChange } from './resource-change';
import { verdictOf } from './verdicts';

/** An attribute, or a place in one. */
interface Place {
  readonly attribute: string;
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
}

/** What AWS or the provider keeps the books of: it moves with every change. Who sets such a one by hand decides it. */
const KEPT_BY_AWS: ReadonlySet<string> = new Set([
  'tags_all',
  'last_modified',
  'version',
  'qualified_arn',
  'qualified_invoke_arn',
  'source_code_size',
  'code_sha256',
  'last_updated_date',
]);

/** Arguments by which Terraform sees that it has to act; what is acted upon is shown itself. */
const MARKS: Readonly<Record<string, string>> = {
  aws_lambda_function: 'filename',
  aws_lambda_layer_version: 'filename',
  aws_api_gateway_deployment: 'triggers',
};

/** What a resource repeats of another one, which is reviewed itself; it appears with the first refresh after it. */
const MIRRORS: Readonly<Record<string, string>> = {
  inline_policy: 'aws_iam_role_policy',
  managed_policy_arns: 'aws_iam_role_policy_attachment',
  web_acl_arn: 'aws_wafv2_web_acl_association',
  versioning: 'aws_s3_bucket_versioning',
};

/**
 * Does a difference follow from another change, or is it bookkeeping? Of what decides who gets in, what runs or where data goes only
 * when the plan shows that other change.
 */
export function isConsequence(
  place: Place,
  change: ResourceChange,
  all: readonly ResourceChange[],
): boolean {
  const { attribute } = place;
  if (MARKS[change.type] === attribute) return true;
  const configuration = change.facts.configurationOf(change.address);
  if (KEPT_BY_AWS.has(attribute) && !isConfigured(configuration, attribute)) return true;
  if (place.unknown === true) return isFollowing(place, change, all);
  return isMirror(place, change, all);
}

function isFollowing(
  { attribute, path }: Place,
  change: ResourceChange,
  all: readonly ResourceChange[],
): boolean {
  const verdict = verdictOf(change.type, path);
  if (verdict?.kind === 'harmless') return true;
  const isReadable = change.facts.configurationOf(change.address) !== undefined;
  const isGrave = verdict?.kind === 'judged' && verdict.severity === 'danger';
  return (isReadable || !isGrave) && isExplained(change, attribute, { all });
}

/** Has a resource of the stack, or one that the state has, what this one now repeats of it? */
function isMirror(
  { attribute, before, after }: Place,
  change: ResourceChange,
  all: readonly ResourceChange[],
): boolean {
  const type = MIRRORS[attribute];
  if (type === undefined || !(isEmpty(before) || before === false)) return false;
  const originals = [
    ...all.filter((one) => one.type === type && one.stack === change.stack).map((one) => one.after),
    ...change.facts.priorOf(type),
  ];
  if (attribute === 'versioning') return after === true && originals.length > 0;
  return listOf(after).every((one) =>
    originals.some((original) => {
      if (attribute !== 'inline_policy') {
        return [original['policy_arn'], original['web_acl_arn']].includes(one);
      }
      return isSameDocument(memberAt(one, 'policy'), original['policy']);
    }),
  );
}
