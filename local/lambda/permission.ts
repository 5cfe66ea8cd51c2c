/** May this source invoke that function? The resource-based policy, which `aws_lambda_permission` writes. */
import type { PermissionDefinition } from '../application';
import { matchesWildcard } from '../iam/wildcard';
import type { InvocationTarget } from './functions';
import { LambdaServiceError, type InvocationSource } from './invoker';

const INVOKE_ACTIONS = ['lambda:InvokeFunction', 'lambda:Invoke*', 'lambda:*', '*'];

/**
 * Lets the call pass when a statement on exactly the qualifier that is invoked allows it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 *
 * @throws LambdaServiceError `AccessDeniedException`
 */
export function checkPermission(target: InvocationTarget, source: InvocationSource): void {
  // A policy cannot hang on $LATEST: it shares that of the unqualified function.
  const qualifier = target.qualifier === '$LATEST' ? undefined : target.qualifier;
  const allowed = target.definition.permissions.some(
    (statement) => statement.qualifier === qualifier && allows(statement, source),
  );
  if (allowed) return;
  throw new LambdaServiceError(
    'AccessDeniedException',
    `${source.principal} is not authorized to perform: lambda:InvokeFunction on resource: ${target.invokedFunctionArn} because no resource-based policy allows the lambda:InvokeFunction action for ${source.sourceArn}: an aws_lambda_permission with this source_arn${qualifier === undefined ? '' : ` and qualifier "${qualifier}"`} would`,
  );
}

function allows(statement: PermissionDefinition, source: InvocationSource): boolean {
  return (
    INVOKE_ACTIONS.includes(statement.action) &&
    (statement.principal === '*' || statement.principal === source.principal) &&
    (statement.sourceArn === undefined || isArnLike(source.sourceArn, statement.sourceArn))
  );
}

/** `ArnLike` compares the six parts of an ARN one by one, so that a wildcard does not reach over a colon. */
function isArnLike(arn: string, pattern: string): boolean {
  const parts = arnParts(arn);
  const patterns = arnParts(pattern);
  return (
    parts.length === patterns.length &&
    parts.every((part, index) => matchesWildcard(patterns[index] ?? '', part))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
