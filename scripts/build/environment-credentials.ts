/**
 * Stands in for the SDK's default credential chain inside a bundle: Lambda (and the laptop) hand a function its
 * credentials in the environment, and the rest of the chain is half of the bundle. Without any, this link fails with the
 * SDK's own `CredentialsProviderError`.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
