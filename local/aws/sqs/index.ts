/** SQS behind the endpoint: AWS JSON 1.0 for today's clients, the query protocol for those before 2023. */
import { SqsError } from '../../sqs/sqs-error';
import { headerOf, type AwsCall, type AwsResponse, type AwsService } from '../aws-call';
import { AwsError } from '../aws-error';
import type { AwsServices } from '../aws-services';
import {
  jsonAnswer,
  jsonInput,
  jsonOperation,
  jsonRefusal,
  type JsonInput,
} from '../protocol/json';
import { queryAnswer, queryParameters } from '../protocol/query';
import { queryErrorCode } from './error-codes';
import { fromForm } from './from-form';
import { localUrls } from './local-urls';
import { toElements } from './to-elements';

const TARGET = 'AmazonSQS';
const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';

interface SqsRequest {
  readonly operation: string;
  readonly input: JsonInput;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export function createSqsService(services: AwsServices): AwsService {
  return {
    handle: (call) =>
      headerOf(call.headers, 'x-amz-target') === undefined
        ? handleQuery(call, services)
        : handleJson(call, services),
  };
}

async function handleJson(call: AwsCall, services: AwsServices): Promise<AwsResponse> {
  const { requestId } = call;
  try {
    const operation = jsonOperation(call, TARGET);
    const request = { operation, input: jsonInput(call.body) };
    return jsonAnswer({ version: '1.0', requestId, output: await run(request, call, services) });
  } catch (error) {
    const { code, statusCode, message } = refusalOf(error);
    const response = jsonRefusal(new AwsError(code, statusCode, message), requestId, '1.0');
    // Clients show this code rather than the one in the body.
    response.headers['x-amzn-query-error'] = `${queryErrorCode(code)};Sender`;
    return response;
  }
}

async function handleQuery(call: AwsCall, services: AwsServices): Promise<AwsResponse> {
  const parameters = queryParameters(call);
  const operation = parameters.get('Action') ?? '';
  try {
    const output = await run({ operation, input: fromForm(parameters) }, call, services);
    return queryAnswer({
      operation,
      namespace: NAMESPACE,
      requestId: call.requestId,
      result: Object.keys(output).length > 0 ? toElements(output, operation) : undefined,
    });
  } catch (error) {
    const { code, statusCode, message } = refusalOf(error);
    throw new AwsError(queryErrorCode(code), statusCode, message);
  }
}

async function run({ operation, input }: SqsRequest, call: AwsCall, services: AwsServices) {
  const { region, accountId } = services.application();
  const queueArn = `arn:aws:sqs:${region}:${accountId}:${queueNameOf(input)}`;
  // Each message of a batch is asked for by the action of a single one.
  call.caller.authorize(`sqs:${operation.replace(/Batch$/, '')}`, queueArn);
  return localUrls(await services.queues.call(operation, input), services.endpoint());
}

function queueNameOf({ QueueUrl, QueueName }: JsonInput): string {
  if (typeof QueueUrl === 'string') return QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  return typeof QueueName === 'string' ? QueueName : '*';
}

function refusalOf(error: unknown): AwsError | SqsError {
  if (error instanceof AwsError || error instanceof SqsError) return error;
  throw error;
}
