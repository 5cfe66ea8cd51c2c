/** Constructs for a serverless REST API: what another project imports. */
export * from './access';
export * from './app';
export * from './authorizer';
export * from './dead-letter-queue';
export * from './log-group';
export * from './node-function';
export * from './rest-api';
export * from './rest-api-definition';
export * from './stacks/api-stack';
export * from './stacks/stage-stack';
export * from './stage';
export * from './state-backend';
export * from './table';
