/** `aws_sqs_queue`. */
import type { QueueDefinition } from '../../application';
import type { World } from '../stack/world';
import { Arguments } from './arguments';

/**
 * Every queue.
 *
 * @throws LocatedError
 */
export function readQueues(world: World): readonly QueueDefinition[] {
  return world.ofType('aws_sqs_queue').map((resource) => ({
    address: resource.address,
    name: Arguments.attribute(resource, 'name'),
    arn: Arguments.attribute(resource, 'arn'),
    url: Arguments.attribute(resource, 'url'),
  }));
}
