/** STS behind the endpoint: who am I. */
import type { AwsService } from './aws-call';
import { notServed } from './aws-error';
import type { AwsServices } from './aws-services';
import { queryAnswer, queryParameters } from './protocol/query';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function createStsService({ application }: AwsServices): AwsService {
  return {
    handle(call) {
      const operation = queryParameters(call).get('Action') ?? '';
      if (operation !== 'GetCallerIdentity') {
        return Promise.reject(notServed(`STS ${operation}`.trimEnd()));
      }
      const { arn, userId } = call.caller;
      return Promise.resolve(
        queryAnswer({
          operation,
          namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
          requestId: call.requestId,
          result: { Arn: arn, UserId: userId, Account: application().accountId },
        }),
      );
    },
  };
}
