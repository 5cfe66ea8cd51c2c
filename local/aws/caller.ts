/** Who calls: the laptop's own user, or a function with the credentials of its role. */
import type { Application, RoleDefinition } from '../application';
import { checkAccess } from '../iam/access';
import type { RoleCredentials } from '../iam/credentials';
import { AwsError } from './aws-error';
import type { Signature } from './signature';

export interface Caller {
  /** `arn:aws:iam::<account>:user/laptop`, or `arn:aws:sts::<account>:assumed-role/<role>/<function>`. */
  readonly arn: string;
  readonly userId: string;
  /**
   * Lets the call pass when the caller may make it.
   *
   * @param action `dynamodb:PutItem`
   * @throws AwsError `AccessDeniedException`
   */
  authorize(action: string, resourceArn: string): void;
}

/** `sub` of the ids that AWS gives to users and roles; the laptop has one of each kind only. */
const USER_ID = 'AIDALAPTOPLAPTOPLAPTO';
const ROLE_ID = 'AROALAPTOPLAPTOPLAPTO';

/**
 * Knows the caller by the access key. One that is not ours is the laptop's user, who may do everything.
 *
 * @throws AwsError `UnrecognizedClientException` for a role's key without the session token that belongs to it.
 */
export function identifyCaller(
  signature: Signature | undefined,
  application: Application,
  roles: RoleCredentials,
): Caller {
  if (signature === undefined) return laptopUser(application);
  const { accessKeyId, sessionToken } = signature;
  const role = roles.roleOf(accessKeyId);
  if (role === undefined) return laptopUser(application);
  if (!roles.verify(accessKeyId, sessionToken)) {
    throw new AwsError(
      'UnrecognizedClientException',
      403,
      'The security token included in the request is invalid.',
    );
  }
  return role === 'unknown-function' ? unknownFunction(application) : roleCaller(role, application);
}

function laptopUser({ accountId }: Application): Caller {
  return {
    arn: `arn:aws:iam::${accountId}:user/laptop`,
    userId: USER_ID,
    authorize: allowEverything,
  };
}

/** Its role is not in the Terraform JSON, so that nobody knows what it may do: it may do everything. */
function unknownFunction({ accountId }: Application): Caller {
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/unknown/function`,
    userId: `${ROLE_ID}:function`,
    authorize: allowEverything,
  };
}

function allowEverything(): void {
  // Nothing to refuse.
}

/** The role session of a function has the function's name. */
function roleCaller(role: RoleDefinition, application: Application): Caller {
  const definition = application.functions.find((candidate) => candidate.role?.arn === role.arn);
  const session = definition?.name ?? role.name;
  const arn = `arn:aws:sts::${application.accountId}:assumed-role/${role.name}/${session}`;
  return {
    arn,
    userId: `${ROLE_ID}:${session}`,
    authorize(action, resourceArn) {
      const { allowed, reason } = checkAccess(definition?.role ?? role, action, resourceArn);
      if (allowed) return;
      throw new AwsError(
        'AccessDeniedException',
        403,
        `User: ${arn} is not authorized to perform: ${action} on resource: ${resourceArn} ${reason}`,
      );
    },
  };
}
