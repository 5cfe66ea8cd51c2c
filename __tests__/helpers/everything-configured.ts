import { loadConfig, type Config } from '../../config';

/** Every setting that the environment may give. */
export const EVERYTHING = {
  DEV_ALARMS: 'on',
  PROD_ALARMS: 'on',
  DEV_KMS_KEY: 'own',
  PROD_KMS_KEY: 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000',
  DEV_DOMAIN_NAME: 'dev-api.example.com',
  PROD_DOMAIN_NAME: 'api.example.com',
  DEV_HOSTED_ZONE_ID: 'Z0123456789ABC',
  PROD_HOSTED_ZONE_ID: 'Z0123456789DEF',
  DEFAULT_ENDPOINT: 'off',
  DEV_WEB_ACL_ARN:
    'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/dev/0a1b2c3d-0000-4000-8000-000000000000',
  PROD_WEB_ACL_ARN:
    'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/prod/0a1b2c3d-0000-4000-8000-000000000000',
  DEV_CORS_ORIGINS: '*',
  PROD_CORS_ORIGINS: 'https://app.example.com,https://admin.example.com',
  GATEHOUSE_OWNER: 'team-gate',
};

/** The settings with all of that, and with what is set in config.ts alone. */
export function everythingConfigured(root: string): Config {
  const config = loadConfig(EVERYTHING, root);
  const own = {
    reservedConcurrency: { items: 20, notifier: 2 },
    methodThrottles: {
      'POST /items': { rateLimit: 20, burstLimit: 40 },
      'GET /items/{id}': { rateLimit: 30, burstLimit: 60 },
      'ANY /hello': { rateLimit: 1, burstLimit: 1 },
    },
  };
  return {
    ...config,
    stages: {
      dev: { ...config.stages.dev, ...own },
      prod: { ...config.stages.prod, ...own },
    },
  };
}
