import type { Quota, Throttle } from './access';
import type { DomainSettings } from './edge/domain-name';
import type { AlarmThresholds } from './monitoring/alarm-thresholds';
import type { RouteKey } from './rest-api-definition';

/** What may differ from stage to stage. */
export interface StageSettings {
  /** For all callers together. */
  readonly throttle: Throttle;
  /** For each API key. */
  readonly keyThrottle: Throttle;
  /** For each API key. */
  readonly keyQuota: Quota;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly executionLogLevel: 'OFF' | 'ERROR' | 'INFO';
  readonly logRetentionDays: number;
  /** Whether the table survives a mistake. */
  readonly protected: boolean;
  /** Origins whose pages may call the stage; `*` for every one. */
  readonly corsOrigins: readonly string[];
  /** Runtime of the functions: `nodejs22.x`. */
  readonly runtime: string;
  /** Stage variables of the stage's own, for what handlers branch on. */
  readonly variables: Readonly<Record<string, string>>;
  /** Added to a function's environment, by function name. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Execution environments kept for a function, by function name. @default - as `functions` of the definition says */
  readonly reservedConcurrency?: Readonly<Record<string, number>>;
  /** Limits of single methods, by route key. @default - the stage's own */
  readonly methodThrottles?: Readonly<Record<RouteKey, Throttle>>;
  /** A name of one's own for the stage. @default - API Gateway's */
  readonly domain?: DomainSettings;
  /** The web ACL (WAF, regional) that looks at each request first. @default - none */
  readonly webAclArn?: string;
  /**
   * What table, logs and topic are encrypted with: a key that the stage makes for itself, or one that there is already,
   * whose policy must let CloudWatch's alarms and logs use it. @default - the services' own keys
   */
  readonly kmsKey?: 'own' | { readonly arn: string };
  /** @default - no dashboard and no saved queries */
  readonly dashboard?: boolean;
  /**
   * Metrics of each method beside those of the stage: five custom metrics a method, which CloudWatch charges for.
   * @default false
   */
  readonly detailedMetrics?: boolean;
  /** When alarms go off. @default - no alarms */
  readonly alarms?: AlarmThresholds;
  /** Whether alarms are told in Slack, by the function `notifier`. @default - they are seen in the console alone */
  readonly notifications?: boolean;
}
