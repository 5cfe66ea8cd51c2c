import { join } from 'node:path';
import type { Application, RoleDefinition } from './application';
import { createDynamoDb, type DynamoDb } from './dynamodb';
import { createLambda, type LambdaService } from './lambda';
import type { Credentials } from './lambda/environment-variables';
import { createLogStore, type LogStore } from './logs';
import { createQueues, type Queues } from './sqs';

export interface ServicesOptions {
  readonly application: Application;
  /** `undefined`: nothing is kept. */
  readonly data: string | undefined;
  readonly warn: (line: string) => void;
  readonly endpoint: () => string;
  readonly credentialsFor: (role: RoleDefinition | undefined) => Credentials;
}

/** The services behind an API: functions, tables, queues and logs. */
export interface Services {
  readonly lambda: LambdaService;
  readonly dynamodb: DynamoDb;
  readonly queues: Queues;
  readonly logs: LogStore;
  /** Takes over what a new application declares; data stays. */
  reload(application: Application): Promise<void>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens what holds data first, and closes it last. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { application, data, warn, endpoint, credentialsFor } = options;
  const { accountId, region, logGroups, tables, queues: queueDefinitions } = application;
  const folder = (name: string) => (data === undefined ? undefined : join(data, name));
  const directory = folder('logs');
  const logs = createLogStore({
    logGroups,
    accountId,
    region,
    warn,
    ...(directory !== undefined && { directory }),
  });
  const dynamodb = await createDynamoDb({ tables, path: folder('dynamodb'), warn });
  const queues = await createQueues({ queues: queueDefinitions, path: folder('sqs') });
  const lambda = createLambda({
    functions: application.functions,
    accountId,
    region,
    logs,
    endpoint,
    credentialsFor,
    warn,
    deliver: async (arn, message) => {
      await queues.send(arn, message);
    },
  });
  return {
    lambda,
    dynamodb,
    queues,
    logs,
    async reload(next) {
      // What may be refused first, before anything has changed: a protected table, then a missing zip.
      dynamodb.check(next.tables);
      lambda.reload(next.functions);
      await dynamodb.reload(next.tables);
      await queues.reload(next.queues);
      logs.reload(next.logGroups);
    },
    async reset() {
      await dynamodb.reset();
      await queues.reset();
      await logs.reset();
    },
    async stop() {
      await lambda.stop();
      await queues.stop();
      await dynamodb.stop();
      await logs.stop();
    },
  };
}
