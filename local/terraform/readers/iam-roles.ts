/** `aws_iam_role`, and the policies written in it, beside it and attached to it. */
import type { RoleDefinition } from '../../application';
import type { World } from '../stack/world';
import { Arguments } from './arguments';

interface Attachment {
  readonly roleNames: readonly string[];
  readonly policyArn: string;
}

/**
 * Every role.
 *
 * @throws LocatedError for a policy with something in it that only AWS can tell.
 */
export function readRoles(world: World): readonly RoleDefinition[] {
  const inline = argumentsOf(world, 'aws_iam_role_policy').map((policy) => ({
    roleName: policy.requiredText('role'),
    text: policy.requiredText('policy'),
  }));
  const attachments = readAttachments(world);
  const written = new Map(
    argumentsOf(world, 'aws_iam_policy').map((policy) => [
      Arguments.attribute(policy.resource, 'arn'),
      policy,
    ]),
  );
  return argumentsOf(world, 'aws_iam_role').map((role) => {
    const name = Arguments.attribute(role.resource, 'name');
    const attached = attachments
      .filter(({ roleNames }) => roleNames.includes(name))
      .map(({ policyArn }) => policyArn);
    // A plan lists what hangs on a role in the role as well.
    const arns = [...new Set([...role.texts('managed_policy_arns'), ...attached])];
    const texts = [
      ...role.blocks('inline_policy').flatMap((block) => block.text('policy') ?? []),
      ...inline.filter(({ roleName }) => roleName === name).map(({ text }) => text),
      ...arns.flatMap((arn) => written.get(arn)?.requiredText('policy') ?? []),
    ];
    return {
      address: role.resource.address,
      name,
      arn: Arguments.attribute(role.resource, 'arn'),
      policies: [...new Set(texts)],
      managedPolicyArns: arns.filter((arn) => !written.has(arn)),
    };
  });
}

function readAttachments(world: World): Attachment[] {
  return [
    ...argumentsOf(world, 'aws_iam_role_policy_attachment').map((of) => ({
      roleNames: [of.requiredText('role')],
      policyArn: of.requiredText('policy_arn'),
    })),
    ...argumentsOf(world, 'aws_iam_policy_attachment').map((of) => ({
      roleNames: of.texts('roles'),
      policyArn: of.requiredText('policy_arn'),
    })),
  ];
}

function argumentsOf(world: World, type: string): readonly Arguments[] {
  return world.ofType(type).map((resource) => Arguments.of(resource));
}
