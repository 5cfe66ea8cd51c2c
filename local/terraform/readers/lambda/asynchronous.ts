/** `aws_lambda_function_event_invoke_config` and `dead_letter_config`. */
import type { AsynchronousInvocation } from '../../../application';
import type { Arguments } from '../arguments';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
const DEFAULTS = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 } as const;

/**
 * How a function is invoked with `Event`.
 *
 * @param configs Of any of its qualifiers: the laptop knows one for all of them, the first.
 * @throws LocatedError
 */
export function readAsynchronous(
  of: Arguments,
  configs: readonly Arguments[],
): AsynchronousInvocation {
  const [config] = configs;
  const destinations = config?.block('destination_config');
  return {
    maximumRetryAttempts: config?.number('maximum_retry_attempts') ?? DEFAULTS.maximumRetryAttempts,
    maximumEventAgeSeconds:
      config?.number('maximum_event_age_in_seconds') ?? DEFAULTS.maximumEventAgeSeconds,
    onSuccess: destinations?.block('on_success')?.text('destination'),
    onFailure: destinations?.block('on_failure')?.text('destination'),
    deadLetterArn: of.block('dead_letter_config')?.text('target_arn'),
  };
}
