import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayDocumentationVersion } from '@cdktf/provider-aws/lib/api-gateway-documentation-version';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Throttle } from './access';
import { ACCESS_LOG_FORMAT } from './access-log-format';
import { LogGroup } from './log-group';
import type { ApiSnapshot } from './redeployment';
import type { RouteKey } from './rest-api-definition';
import type { SnapshotCheck } from './snapshot-check';
import { suppress } from './suppression';

export interface StageProps {
  readonly restApiId: string;
  /** Names the log groups. */
  readonly apiName: string;
  readonly stageName: string;
  /** What decides when the stage gets a new deployment, and a new documentation version. */
  readonly snapshot: ApiSnapshot;
  /** What must hold before either is made. */
  readonly snapshotCheck: SnapshotCheck;
  /** What must be there before the stage leads anybody to it: the backends of the snapshot. */
  readonly backends: readonly ITerraformDependable[];
  readonly variables: Readonly<Record<string, string>>;
  /** For all callers of the stage together; the account's own limit is shared by every API in it. */
  readonly throttle: Throttle;
  readonly logRetentionDays: number;
  /** Of execution logs, which tell what API Gateway did inside. */
  readonly executionLogLevel: 'OFF' | 'ERROR' | 'INFO';
  /** Limits of single methods, by route key. @default - the stage's own */
  readonly methodThrottles?: Readonly<Record<RouteKey, Throttle>>;
  /** Metrics of each method, at CloudWatch's price of custom metrics. @default false */
  readonly detailedMetrics?: boolean | undefined;
  /** The key of the log groups. @default - CloudWatch Logs' own */
  readonly kmsKeyArn?: string | undefined;
  /** The regional web ACL that looks at each request first. @default - none */
  readonly webAclArn?: string | undefined;
}

/** What AWS lets stand in a stage variable: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const VARIABLE_NAME = /^[A-Za-z0-9_]+$/;
const VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]+$/;

/**
 * A stage: a snapshot of the API (its deployment), variables, limits and logs of its own.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 *
 * @throws Error in one line when a stage variable holds what AWS refuses.
 */
export class Stage extends Construct {
  /** A reference: what names the stage waits for it. */
  readonly name: string;
  readonly invokeUrl: string;
  /** The name of the access log's group. */
  readonly accessLogGroup: string;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    checkVariables(props);
    const { redeploymentHash, documentationHash } = props.snapshot;
    const hash = redeploymentHash.slice(0, 12);
    // Every snapshot is a resource of its own, so that the one before can be kept for a rollback, not replaced.
    const deployment = new ApiGatewayDeployment(this, `deployment-${hash}`, {
      restApiId: props.restApiId,
      description: `${props.stageName} snapshot ${hash}`,
      triggers: { redeployment: redeploymentHash },
      lifecycle: props.snapshotCheck.deployment,
    });
    const documentation = new ApiGatewayDocumentationVersion(this, 'documentation', {
      restApiId: props.restApiId,
      version: `${props.stageName}-${documentationHash.slice(0, 12)}`,
      description: `What the API said of itself when ${props.stageName} was deployed`,
      lifecycle: props.snapshotCheck.documentation,
    });
    const accessLogs = new LogGroup(this, 'access-logs', {
      name: `/aws/apigateway/${props.apiName}/${props.stageName}/access`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const executionLogs = new LogGroup(this, 'execution-logs', {
      // API Gateway writes to the group of this name, and would make it without a retention.
      name: `API-Gateway-Execution-Logs_${props.restApiId}/${props.stageName}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const resource = new ApiGatewayStage(this, 'Resource', {
      restApiId: props.restApiId,
      deploymentId: deployment.id,
      documentationVersion: documentation.version,
      stageName: props.stageName,
      variables: { ...props.variables },
      xrayTracingEnabled: true,
      accessLogSettings: { destinationArn: accessLogs.arn, format: ACCESS_LOG_FORMAT },
      dependsOn: [executionLogs.resource, ...props.backends],
    });
    suppress(resource, {
      CKV2_AWS_51:
        'Every backend is a function, which is invoked through IAM; a client certificate proves the gateway to HTTP backends.',
      CKV_AWS_120: NO_CACHE,
      // The check wants both in one: the level is set in every stage.
      CKV2_AWS_4:
        props.detailedMetrics === true
          ? undefined
          : 'The logging level is set; metrics of each method cost by their number, and the setting detailedMetrics makes them.',
      CKV2_AWS_77:
        props.webAclArn === undefined
          ? undefined
          : 'The rules of the web ACL are those of who made it; and no function here is Java.',
    });
    this.#settings(resource, props);
    this.#firewall(resource, props);
    this.name = resource.stageName;
    this.invokeUrl = resource.invokeUrl;
    this.accessLogGroup = accessLogs.name;
  }

  #firewall(stage: ApiGatewayStage, { webAclArn }: StageProps): void {
    if (webAclArn === undefined) return;
    new Wafv2WebAclAssociation(this, 'web-acl', { resourceArn: stage.arn, webAclArn });
  }

  #settings(stage: ApiGatewayStage, props: StageProps): void {
    const common = {
      // Those of the stage are there all the same, and free.
      metricsEnabled: props.detailedMetrics ?? false,
      loggingLevel: props.executionLogLevel,
      // Whole requests and responses in a log would be keys, tokens and personal data in a log.
      dataTraceEnabled: false,
    };
    const all = new ApiGatewayMethodSettings(this, 'settings', {
      restApiId: props.restApiId,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: { ...common, ...throttling(props.throttle) },
    });
    suppress(all, { CKV_AWS_225: NO_CACHE });
    for (const [route, throttle] of Object.entries(props.methodThrottles ?? {})) {
      const one = new ApiGatewayMethodSettings(this, `settings ${route}`, {
        restApiId: props.restApiId,
        stageName: stage.stageName,
        methodPath: methodPath(route),
        // A method's own settings take the place of all of the stage's, so they are complete.
        settings: { ...common, ...throttling(throttle) },
        // Two changes of one stage at a time are refused by AWS.
        dependsOn: [all],
      });
      suppress(one, { CKV_AWS_225: NO_CACHE });
    }
  }
}

const NO_CACHE =
  'An answer belongs to the caller who asked, or is drawn by lot: none may be given to the next.';

function throttling({ rateLimit, burstLimit }: Throttle) {
  return { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit };
}

/** `GET /items/{id}` as method settings name it: `items/{id}/GET`. */
function methodPath(route: string): string {
  const [verb = '', path = ''] = route.split(' ');
  return `${path.replace(/^\//, '')}/${verb}`;
}

function checkVariables({ stageName, variables }: StageProps): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!VARIABLE_NAME.test(name)) {
      throw new Error(
        `stage "${stageName}": stage variable ${name} = "${value}": its name may have letters, digits and _ only; rename it in config.ts`,
      );
    }
    if (!VARIABLE_VALUE.test(value)) {
      throw new Error(
        `stage "${stageName}": stage variable ${name} = "${value}": AWS takes letters, digits and -._~:/?#&=, only; change the setting it comes from in config.ts`,
      );
    }
  }
}
