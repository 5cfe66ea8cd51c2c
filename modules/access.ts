import { ApiGatewayApiKey } from '@cdktf/provider-aws/lib/api-gateway-api-key';
import { ApiGatewayUsagePlan } from '@cdktf/provider-aws/lib/api-gateway-usage-plan';
import { ApiGatewayUsagePlanKey } from '@cdktf/provider-aws/lib/api-gateway-usage-plan-key';
import { Construct } from 'constructs';
import type { Stage } from './stage';

export interface Throttle {
  /** Requests a second. */
  readonly rateLimit: number;
  /** The token bucket's size: how many may come at once. */
  readonly burstLimit: number;
}

export interface Quota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
}

export interface AccessProps {
  /** Names key and plan. */
  readonly name: string;
  readonly restApiId: string;
  readonly stage: Pick<Stage, 'name'>;
  /** For each key of the plan. */
  readonly throttle: Throttle;
  /** For each key of the plan. */
  readonly quota: Quota;
}

/**
 * The key that opens a stage, and the plan that says how much of it. AWS makes the key's value, so that Terraform's
 * files never hold one that we chose.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class Access extends Construct {
  readonly apiKeyId: string;

  constructor(scope: Construct, id: string, props: AccessProps) {
    super(scope, id);
    const key = new ApiGatewayApiKey(this, 'key', { name: props.name, enabled: true });
    const plan = new ApiGatewayUsagePlan(this, 'plan', {
      name: props.name,
      apiStages: [{ apiId: props.restApiId, stage: props.stage.name }],
      throttleSettings: { ...props.throttle },
      quotaSettings: { ...props.quota },
    });
    new ApiGatewayUsagePlanKey(this, 'plan-key', {
      keyId: key.id,
      keyType: 'API_KEY',
      usagePlanId: plan.id,
    });
    this.apiKeyId = key.id;
  }
}
