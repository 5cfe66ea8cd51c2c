/**
 * The project's authorizer behind serverless-offline. The method ARNs of the latter name no account and no API as AWS would,
 * and the authorizer refuses what is no ARN: both are exchanged on the way in, and back on the way out.
 */
const { handler } = require('./functions/authorizer/index.js');

const THEIRS = ':random-account-id:random-api-id/';
const REAL = ':123456789012:a1b2c3d4e5/';

module.exports.handler = async (event) => {
  const policy = await handler({ ...event, methodArn: event.methodArn.replace(THEIRS, REAL) });
  return JSON.parse(JSON.stringify(policy).replaceAll(REAL, THEIRS));
};
