/** A stage's settings: types and checks from one schema, as in `rest-api-definition.ts`. */
import * as z from 'zod/mini';
import type { Quota, Throttle } from './access';
import type { DomainSettings } from './edge/domain-name';
import type { AlarmThresholds } from './monitoring/alarm-thresholds';
import { environment, routeKey } from './rest-api-definition';
import {
  anyText,
  byKey,
  byName,
  list,
  members,
  number,
  oneOf,
  text,
  wholeNumber,
  yesOrNo,
} from './schema';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545],
  ...[731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** https://docs.aws.amazon.com/apigateway/latest/api/API_ThrottleSettings.html */
const throttle = members({
  rateLimit: number({ least: 0 }),
  burstLimit: wholeNumber(0),
} satisfies Members<Throttle>);

const quota = members({
  limit: wholeNumber(1),
  period: oneOf(['DAY', 'WEEK', 'MONTH']),
} satisfies Members<Quota>);

const domain = members({
  domainName: text(/./, 'a domain name such as api.example.com'),
  hostedZoneId: text(/./, 'the id of a Route 53 hosted zone'),
} satisfies Members<DomainSettings>);

/** Their ranges: `checkThresholds`. */
const alarms = members({
  serverErrorRate: number(),
  serverErrorLeastRequests: number(),
  clientErrorRate: number(),
  clientErrorLeastRequests: number(),
  latencyP99Ms: number(),
  integrationLatencyP99Ms: number(),
  functionErrors: number(),
  functionThrottles: number(),
  durationShareOfTimeout: number(),
  concurrentExecutions: number(),
  eventAgeSeconds: number(),
  tableThrottles: number(),
  tableSystemErrors: number(),
  deadLetters: number(),
  authorizerErrors: number(),
  quotaExceeded: number(),
} satisfies Members<AlarmThresholds>);

const kmsKey = z.union([oneOf(['own']), members({ arn: text(/^arn:/, 'the ARN of a key') })], {
  error: "'own', or { arn: 'the ARN of a key' }",
});

/** What `readSettings` takes. */
export const stageSettings = members({
  /** For all callers together. */
  throttle,
  /** For each API key. */
  keyThrottle: throttle,
  /** For each API key. */
  keyQuota: quota,
  /** Of the functions' own logs. */
  logLevel: oneOf(['DEBUG', 'INFO', 'WARN', 'ERROR']),
  /** Of what API Gateway says that it does. */
  executionLogLevel: oneOf(['OFF', 'ERROR', 'INFO']),
  /** One of the numbers that CloudWatch Logs takes. */
  logRetentionDays: number({ among: RETENTION_DAYS }),
  /** Whether the table survives a mistake. */
  protected: yesOrNo(),
  /** Origins whose pages may call the stage; `*` for every one. */
  corsOrigins: list(
    text(
      /^(\*|https?:\/\/[A-Za-z0-9.-]+(:\d+)?)$/,
      'an origin such as https://app.example.com, or *',
    ),
  ),
  /** Runtime of the functions: `nodejs22.x`. */
  runtime: text(/^nodejs\d+\.x$/, 'a Node runtime such as nodejs22.x'),
  /** Stage variables of the stage's own, for what handlers branch on. */
  variables: byName(anyText()),
  /** Added to a function's environment, by function name. */
  environment: byName(environment),
  /** Execution environments kept for a function, by function name. @default - as `functions` of the definition says */
  reservedConcurrency: z.optional(byName(wholeNumber(0))),
  /** Limits of single methods, by route key. @default - the stage's own */
  methodThrottles: z.optional(byKey(routeKey, throttle)),
  /** A name of one's own for the stage. @default - API Gateway's */
  domain: z.optional(domain),
  /** The web ACL (WAF, regional) that looks at each request first. @default - none */
  webAclArn: z.optional(text(/^arn:/, 'the ARN of a regional web ACL of WAF')),
  /**
   * What table, logs and topic are encrypted with: a key that the stage makes for itself, or one that there is already,
   * whose policy must let CloudWatch's alarms and logs use it. @default - the services' own keys
   */
  kmsKey: z.optional(kmsKey),
  /** The most that a role of the stage's functions can do, whatever its policies say. @default - no boundary */
  permissionsBoundaryArn: z.optional(text(/^arn:/, 'the ARN of an IAM policy')),
  /** @default - no dashboard and no saved queries */
  dashboard: z.optional(yesOrNo()),
  /**
   * Metrics of each method beside those of the stage: five custom metrics a method, which CloudWatch charges for.
   * @default false
   */
  detailedMetrics: z.optional(yesOrNo()),
  /** When alarms go off. @default - no alarms */
  alarms: z.optional(alarms),
  /** Whether alarms are told in Slack, by the function `notifier`. @default - they are seen in the console alone */
  notifications: z.optional(yesOrNo()),
  /** The `iss` of the stage's tokens, for whoever signs them: no resource is made of it. @default - not told */
  issuer: z.optional(text()),
  /** The `aud` of the stage's tokens, for whoever signs them: no resource is made of it. @default - not told */
  audience: z.optional(text()),
});

/** What may differ from stage to stage. */
export interface StageSettings extends z.infer<typeof stageSettings> {}

/** A schema for each member of a type that is written elsewhere. */
type Members<Type> = { readonly [Name in keyof Type]-?: z.ZodMiniType<Type[Name]> };
