// Peer: one put by way of the classic SDK, as functions have it that are deployed with their node_modules.
const process = require('node:process');
const AWS = require('aws-sdk');

const client = new AWS.DynamoDB.DocumentClient({ endpoint: process.env.AWS_ENDPOINT_URL });

module.exports.handler = async () => {
  await client.put({ TableName: process.env.TABLE_NAME, Item: { id: 'a', body: '{}' } }).promise();
  return { statusCode: 201 };
};
