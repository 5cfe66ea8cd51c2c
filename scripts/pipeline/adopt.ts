/**
 * Takes over what a deployment made before it was killed: Terraform notes what it made every 20 seconds and at its end,
 * so what came last is there and not in the state, and making it again fails for its name. An `import` block gives it to
 * the state. https://developer.hashicorp.com/terraform/language/import
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, listOf, memberOf, textOf } from './json';
import type { Diagnostic } from './terraform-failure';

/** An `import` block. */
export interface Import {
  /** The address. */
  readonly to: string;
  /** As the provider's page of the type says under "Import". */
  readonly id: string;
}

/** Beside `cdk.tf.json`; Terraform reads every `*.tf.json` of a folder. */
const FILE = 'adopted.tf.json';

/** What AWS's services say when a name is taken: each in words of its own. */
const TAKEN = /already exist|AlreadyExists|already has this name/i;

/** The attributes that make the import id of a type, with `/` between. Other types have ids that AWS draws, and names that may be taken twice. */
const ID_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_documentation_version: ['rest_api_id', 'version'],
  aws_api_gateway_method: ['rest_api_id', 'resource_id', 'http_method'],
  aws_api_gateway_method_response: ['rest_api_id', 'resource_id', 'http_method', 'status_code'],
  aws_api_gateway_model: ['rest_api_id', 'name'],
  aws_api_gateway_stage: ['rest_api_id', 'stage_name'],
  aws_api_gateway_usage_plan_key: ['usage_plan_id', 'key_id'],
  aws_cloudwatch_log_group: ['name'],
  aws_dynamodb_table: ['name'],
  aws_iam_role: ['name'],
  aws_kms_alias: ['name'],
  aws_lambda_alias: ['function_name', 'name'],
  aws_lambda_function: ['function_name'],
  aws_lambda_permission: ['function_name', 'statement_id'],
  aws_ssm_parameter: ['name'],
};

/**
 * What an apply could not make because it is there already.
 *
 * @param plan `terraform show -json` of what was applied.
 * @param diagnostics What Terraform said.
 * @returns None when something else went wrong too, or something that cannot be told by its name.
 */
export function importsOf(plan: unknown, diagnostics: readonly Diagnostic[]): readonly Import[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const changes = listOf(memberOf(plan, 'resource_changes'));
  const imports = errors.flatMap((error) => {
    if (!TAKEN.test(`${error.summary}\n${error.detail}`)) return [];
    const change = changes.find((one) => memberOf(one, 'address') === error.address);
    const id = importId(textOf(memberOf(change, 'type')), memberOf(change, 'change', 'after'));
    return id === undefined || error.address === undefined ? [] : [{ to: error.address, id }];
  });
  return imports.length === errors.length ? imports : [];
}

function importId(type: string, values: unknown): string | undefined {
  const parts = ID_ATTRIBUTES[type]?.map((name) => textOf(memberOf(values, name)));
  // What is known only after apply belongs to something new, in which no name is taken.
  if (parts === undefined || parts.includes('')) return undefined;
  const qualifier = type === 'aws_lambda_permission' ? textOf(memberOf(values, 'qualifier')) : '';
  const [first = '', ...rest] = parts;
  return [qualifier === '' ? first : `${first}:${qualifier}`, ...rest].join('/');
}

/** Writes the `import` blocks of the next plan, or takes away those of an earlier one. */
export function writeImports(folder: string, imports: readonly Import[]): void {
  const file = join(folder, FILE);
  if (imports.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, JSON.stringify({ import: imports }, null, 2));
}

/**
 * Only what this project made is taken over: what AWS can tag must carry the tags of this stack. API Gateway makes the
 * group of a stage's execution logs again, without tags, when a line comes late; its name holds the API's id.
 *
 * @param plan `terraform show -json`.
 * @throws Error in one line that names the address.
 */
export function checkImports(plan: unknown): void {
  for (const one of listOf(memberOf(plan, 'resource_changes'))) {
    if (memberOf(one, 'change', 'importing') === undefined) continue;
    if (isOursByName(one)) continue;
    const wanted = memberOf(one, 'change', 'after', 'tags_all');
    const found = memberOf(one, 'change', 'before', 'tags_all');
    if (!isRecord(wanted)) continue;
    const others = Object.keys(wanted).filter((tag) => memberOf(found, tag) !== wanted[tag]);
    if (others.length === 0) continue;
    throw new Error(
      `${textOf(memberOf(one, 'address'))} is there already (${textOf(memberOf(one, 'change', 'importing', 'id'))}) and is not of this stack: its tag ${others.join(', ')} differs; rename or remove one of the two`,
    );
  }
}

function isOursByName(change: unknown): boolean {
  const name = textOf(memberOf(change, 'change', 'after', 'name'));
  return (
    memberOf(change, 'type') === 'aws_cloudwatch_log_group' &&
    name.startsWith('API-Gateway-Execution-Logs_')
  );
}
