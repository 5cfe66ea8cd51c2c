/** What the endpoint stands in front of: the smallest view of each service that serves its calls. */
import type { Application } from '../application';
import type { Faults } from '../faults';
import type { RoleCredentials } from '../iam/credentials';
import type { LambdaService } from '../lambda';
import type { LogStore } from '../logs/log-store';
import type { RestApi, Stage } from '../rest-api';

export interface AwsServices {
  /** Asked for at every call, since a reload makes a new one. */
  readonly application: () => Application;
  readonly lambda: Pick<LambdaService, 'functions' | 'invoke'>;
  readonly dynamodb: OperationService;
  readonly queues: OperationService;
  readonly logs: Pick<
    LogStore,
    'describeLogGroups' | 'describeLogStreams' | 'filterLogEvents' | 'getLogEvents' | 'subscribe'
  >;
  readonly roles: RoleCredentials;
  /** What the server was told to listen on. Default: `127.0.0.1`. */
  readonly host?: string | undefined;
  /** What other machines must show as `AWS_SESSION_TOKEN`. Default: none may call. */
  readonly awsToken?: string | undefined;
  /** Where the endpoint listens: `http://127.0.0.1:3000`. */
  readonly endpoint: () => string;
  /** Where a stage is served, the stage's name included, without a slash at its end. */
  readonly invokeUrl: (api: RestApi, stage: Stage) => string;
  /** Default: none. */
  readonly faults?: Faults | undefined;
}

/** A service whose operations take and give JSON. */
export interface OperationService {
  /** @throws an error with `statusCode`, and `body` or `code`, when it refuses. */
  call(operation: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
}
