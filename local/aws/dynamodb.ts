/** DynamoDB behind the endpoint: AWS JSON 1.0, and the caller's right to every table that a call touches. */
import { DynamoDbError } from '../dynamodb/dynamodb-error';
import { withFaults } from '../faults';
import type { AwsCall, AwsResponse, AwsService } from './aws-call';
import type { AwsServices } from './aws-services';
import { dynamoDbAccess } from './dynamodb-access';
import { jsonAnswer, jsonInput, jsonOperation } from './protocol/json';

const TARGET = 'DynamoDB_20120810';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html */
export function createDynamoDbService({
  application,
  faults,
  ...services
}: AwsServices): AwsService {
  const dynamodb = withFaults(services.dynamodb, faults);
  return {
    async handle(call) {
      const operation = jsonOperation(call, TARGET);
      const input = jsonInput(call.body);
      const { region, accountId } = application();
      const tableArns = `arn:aws:dynamodb:${region}:${accountId}:table/`;
      for (const { action, resource } of dynamoDbAccess(operation, input, tableArns)) {
        call.caller.authorize(action, resource);
      }
      try {
        return answer(call, 200, await dynamodb.call(operation, input));
      } catch (error) {
        if (error instanceof DynamoDbError) return answer(call, error.statusCode, error.body);
        throw error;
      }
    },
  };
}

function answer({ requestId }: AwsCall, statusCode: number, output: unknown): AwsResponse {
  return jsonAnswer({ version: '1.0', requestId, statusCode, output });
}
