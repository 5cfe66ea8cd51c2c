/** Attributes of Lambda's resources. */
import type { Value } from '../expression/value';
import type { Resource } from '../stack/resource';
import { arnOf, compose, type AttributeTable } from './computed';
import { idOf } from './ids';

/** Of a function that is published once. */
export const FIRST_VERSION = '1';
/** Of the function as it is written now. */
export const LATEST = '$LATEST';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function */
export const LAMBDA_ATTRIBUTES: AttributeTable = {
  aws_lambda_function: {
    id: (of) => of.attribute('function_name'),
    arn: functionArn,
    invoke_arn: (of) => compose(of, 'arn', (arn) => invokeArn(of, arn)),
    qualified_arn: (of) => compose(of, 'arn', (arn) => `${arn}:${versionOf(of)}`),
    qualified_invoke_arn: (of) => compose(of, 'qualified_arn', (arn) => invokeArn(of, arn)),
    version: versionOf,
  },
  aws_lambda_alias: {
    id: (alias) => alias.attribute('arn'),
    arn: (alias) =>
      compose(alias, 'function_name', (name) =>
        compose(alias, 'name', (qualifier) => `${arnOfNamed(alias, name)}:${qualifier}`),
      ),
    invoke_arn: (alias) => compose(alias, 'arn', (arn) => invokeArn(alias, arn)),
  },
  aws_lambda_permission: {
    id: (permission) => permission.attribute('statement_id'),
    statement_id: (permission) =>
      permission.argument('statement_id') ?? `terraform-${idOf(permission, 26)}`,
  },
};

function functionArn(of: Resource): Value {
  return compose(of, 'function_name', (name) => arnOf(of, 'lambda', `function:${name}`));
}

/** A function may be referred to by its name or by its ARN. */
function arnOfNamed(resource: Resource, name: string): string {
  return name.startsWith('arn:') ? name : arnOf(resource, 'lambda', `function:${name}`);
}

function versionOf(of: Resource): string {
  return of.argument('publish') === true ? FIRST_VERSION : LATEST;
}

/** What API Gateway calls: https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html */
function invokeArn(resource: Resource, arn: string): string {
  return `arn:aws:apigateway:${resource.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}
