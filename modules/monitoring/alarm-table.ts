/** Every alarm of a stage, as one table: what it watches, when it goes off, and what whoever hears it is to do. */
import type { AlarmThresholds } from './alarm-thresholds';

/** What alarms watch; there is one of each kind, or one for each function. */
export const SUBJECT_KINDS = ['api', 'access-log', 'function', 'table', 'queue'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** A thing that alarms watch. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Names it in the alarm's name: `api`, `items`, `items-table`. */
  readonly name: string;
  readonly namespace: string;
  /** What its metrics are found by. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** A function's. @default - none */
  readonly timeoutSeconds?: number;
  /** A table's: those that functions are granted; DynamoDB counts its failures for each. @default - none */
  readonly operations?: readonly string[];
  /** Is it a Lambda authorizer, which says no by throwing? Lambda counts that as an error. @default false */
  readonly isAuthorizer?: boolean;
}

export interface AlarmRow {
  readonly of: SubjectKind;
  /** Names the alarm, after its subject. */
  readonly id: string;
  /** Of more than one the sum is watched; of none there is no alarm. */
  readonly metrics: readonly AlarmMetric[] | ((subject: Subject) => readonly AlarmMetric[]);
  /** `p99`: of the slowest hundredth. */
  readonly statistic: 'Average' | 'Maximum' | 'Sum' | 'p99';
  readonly threshold: (thresholds: AlarmThresholds, subject: Subject) => number;
  /** Periods of five minutes in which it must be so, one after the other. */
  readonly periods: number;
  /** Requests that a period must have had: a share of three requests says nothing. @default - any number */
  readonly leastRequests?: (thresholds: AlarmThresholds) => number;
  /** Which of the things it watches. @default - every one */
  readonly isFor?: (subject: Subject) => boolean;
  /** What it means, and what to do. `{name}` is the subject's name. */
  readonly advice: string;
}

export interface AlarmMetric {
  readonly metricName: string;
  /** Beside the subject's. @default - none */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/**
 * Metrics and their dimensions:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const ALARM_TABLE: readonly AlarmRow[] = [
  {
    of: 'api',
    id: '5xx-rate',
    metrics: [{ metricName: '5XXError' }],
    statistic: 'Average',
    threshold: ({ serverErrorRate }) => serverErrorRate,
    periods: 1,
    leastRequests: ({ serverErrorLeastRequests }) => serverErrorLeastRequests,
    advice:
      'Too many requests fail on our side. Run the saved query "errors by route"; if a deployment came just before, roll it back.',
  },
  {
    of: 'api',
    id: '4xx-rate',
    metrics: [{ metricName: '4XXError' }],
    statistic: 'Average',
    threshold: ({ clientErrorRate }) => clientErrorRate,
    periods: 3,
    leastRequests: ({ clientErrorLeastRequests }) => clientErrorLeastRequests,
    advice:
      'Many requests are refused. Run the saved query "errors by route": 401 and 403 tell of a key or token gone wrong, or of somebody trying; 429 of a limit too low; 400 of a client that changed.',
  },
  {
    of: 'api',
    id: 'latency-p99',
    metrics: [{ metricName: 'Latency' }],
    statistic: 'p99',
    threshold: ({ latencyP99Ms }) => latencyP99Ms,
    periods: 3,
    advice:
      'The slowest hundredth of the requests is too slow. Run the saved query "slowest routes", and see whether the integration or the gateway takes the time.',
  },
  {
    of: 'api',
    id: 'integration-latency-p99',
    metrics: [{ metricName: 'IntegrationLatency' }],
    statistic: 'p99',
    threshold: ({ integrationLatencyP99Ms }) => integrationLatencyP99Ms,
    periods: 3,
    advice:
      'The functions answer slowly. On the dashboard see which one, and whether cold starts or the table are the cause.',
  },
  {
    of: 'access-log',
    id: 'authorizer-errors',
    metrics: [{ metricName: 'AuthorizerErrors' }],
    statistic: 'Sum',
    threshold: ({ authorizerErrors }) => authorizerErrors,
    periods: 1,
    advice:
      'The authorizer fails, so nobody with a token gets in: not because of a bad token, which is no alarm. Read the log of the authorizer function: are the public keys there, does the provider of the keys answer?',
  },
  {
    of: 'access-log',
    id: 'quota-exceeded',
    metrics: [{ metricName: 'QuotaExceeded' }],
    statistic: 'Sum',
    threshold: ({ quotaExceeded }) => quotaExceeded,
    periods: 1,
    advice:
      'A key has spent its quota and is refused. On the dashboard see which key; raise keyQuota in config.ts if the use is rightful, else disable the key.',
  },
  {
    of: 'function',
    id: 'errors',
    metrics: [{ metricName: 'Errors' }],
    statistic: 'Sum',
    threshold: ({ functionErrors }) => functionErrors,
    periods: 1,
    // An expired token is no fault of the authorizer: its own failures are AuthorizerErrors.
    isFor: ({ isAuthorizer = false }) => !isAuthorizer,
    advice:
      'Invocations of {name} fail. Read its log from the time of the alarm; if a deployment came just before, roll it back.',
  },
  {
    of: 'function',
    id: 'throttles',
    metrics: [{ metricName: 'Throttles' }],
    statistic: 'Sum',
    threshold: ({ functionThrottles }) => functionThrottles,
    periods: 1,
    advice:
      'Lambda refuses invocations of {name}. Raise its reserved concurrency in config.ts, or the concurrency of the account if that is spent.',
  },
  {
    of: 'function',
    id: 'duration',
    metrics: [{ metricName: 'Duration' }],
    statistic: 'Maximum',
    threshold: ({ durationShareOfTimeout }, { timeoutSeconds = 3 }) =>
      Math.round(durationShareOfTimeout * timeoutSeconds * 1000),
    periods: 2,
    advice:
      'An invocation of {name} came near its timeout. See in its trace what it waited for; raise timeoutSeconds in api.ts only if the work is rightly that long.',
  },
  {
    of: 'function',
    id: 'concurrency',
    metrics: [{ metricName: 'ConcurrentExecutions' }],
    statistic: 'Maximum',
    threshold: ({ concurrentExecutions }) => concurrentExecutions,
    periods: 1,
    advice:
      'Unusually many execution environments of {name} are busy. See whether the traffic is rightful; lower the throttle, or set a reserved concurrency, before other functions go without.',
  },
  {
    of: 'function',
    id: 'event-age',
    metrics: [{ metricName: 'AsyncEventAge' }],
    statistic: 'Maximum',
    threshold: ({ eventAgeSeconds }) => eventAgeSeconds * 1000,
    periods: 1,
    advice:
      'Asynchronous events wait too long for {name}. See whether it fails or is throttled; events that fail every retry are in the dead-letter queue.',
  },
  {
    of: 'table',
    id: 'throttles',
    metrics: [{ metricName: 'ReadThrottleEvents' }, { metricName: 'WriteThrottleEvents' }],
    statistic: 'Sum',
    threshold: ({ tableThrottles }) => tableThrottles,
    periods: 1,
    advice:
      'DynamoDB refuses reads or writes of {name}; callers get 503. A sudden rise passes by itself; one key that takes all the traffic does not.',
  },
  {
    of: 'table',
    id: 'system-errors',
    metrics: ({ operations = [] }) =>
      operations.map((Operation) => ({ metricName: 'SystemErrors', dimensions: { Operation } })),
    statistic: 'Sum',
    threshold: ({ tableSystemErrors }) => tableSystemErrors,
    periods: 1,
    advice: 'DynamoDB itself fails for {name}. Look at the AWS Health Dashboard of the region.',
  },
  {
    of: 'queue',
    id: 'depth',
    metrics: [{ metricName: 'ApproximateNumberOfMessagesVisible' }],
    statistic: 'Maximum',
    threshold: ({ deadLetters }) => deadLetters,
    periods: 1,
    advice:
      'Asynchronous events failed every retry and wait here, for 14 days at most. Mend the cause, then send them again.',
  },
];
