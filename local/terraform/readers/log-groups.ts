/** `aws_cloudwatch_log_group`. */
import type { LogGroupDefinition } from '../../application';
import type { World } from '../stack/world';
import { Arguments } from './arguments';

/**
 * Every log group.
 *
 * @throws LocatedError
 */
export function readLogGroups(world: World): readonly LogGroupDefinition[] {
  return world.ofType('aws_cloudwatch_log_group').map((resource) => {
    const days = Arguments.of(resource).number('retention_in_days') ?? 0;
    return {
      address: resource.address,
      name: Arguments.attribute(resource, 'name'),
      arn: Arguments.attribute(resource, 'arn'),
      // 0 is how Terraform writes "for ever".
      retentionDays: days === 0 ? undefined : days,
    };
  });
}
