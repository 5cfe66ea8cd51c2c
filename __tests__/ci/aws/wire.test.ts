import { tagsIn } from '../../../.ci/aws/call';
import { readCall } from '../../../.ci/aws/wire/read-call';
import { jsonCall, queryCall, restCall } from './fake-account';

test.each([
  ['apigateway', 'POST /restapis/abc/deployments', 'CreateDeployment'],
  ['apigateway', 'POST /restapis/abc/resources/root', 'CreateResource'],
  [
    'apigateway',
    'PUT /restapis/abc/resources/r/methods/GET/integration/responses/200',
    'PutIntegrationResponse',
  ],
  [
    'apigateway',
    'GET /domainnames/api.example.com/basepathmappings/%28none%29',
    'GetBasePathMapping',
  ],
  [
    'apigateway',
    'PUT /tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fabc',
    'TagResource',
  ],
  ['lambda', 'POST /2015-03-31/functions/', 'CreateFunction'],
  ['lambda', 'GET /2015-03-31/functions/hello/policy?Qualifier=live', 'GetPolicy'],
  ['route53', 'POST /2013-04-01/hostedzone/Z1/rrset/', 'ChangeResourceRecordSets'],
  ['s3', 'GET /bucket?list-type=2&prefix=a', 'ListObjectsV2'],
  ['s3', 'GET /bucket?versions', 'ListObjectVersions'],
  ['s3', 'HEAD /bucket', 'HeadBucket'],
  ['s3', 'PUT /bucket?versioning', 'PutBucketVersioning'],
  ['s3', 'PUT /bucket/a/b.tfstate?x-id=PutObject', 'PutObject'],
  ['s3', 'DELETE /bucket/key?versionId=1', 'DeleteObjectVersion'],
  ['s3', 'POST /bucket/key?uploads', 'CreateMultipartUpload'],
])('%s: %s is %s', (service, line, operation) => {
  expect(restCall(service, line)).toMatchObject({ service, operation });
});

test('the target of a JSON protocol names the operation', () => {
  expect(jsonCall('kms', 'TrentService.CreateAlias', { AliasName: 'alias/a' })).toMatchObject({
    operation: 'CreateAlias',
    protocol: 'json',
    input: { AliasName: 'alias/a' },
  });
});

test("the form of the query protocol becomes lists and objects, and a signing name the actions' prefix", () => {
  const call = queryCall('monitoring', {
    Action: 'PutMetricAlarm',
    AlarmName: 'a',
    'Tags.member.1.Key': 'stage',
    'Tags.member.1.Value': 'dev',
    'Dimensions.member.2.Name': 'second',
    'Dimensions.member.1.Name': 'first',
  });
  expect(call).toMatchObject({
    service: 'cloudwatch',
    operation: 'PutMetricAlarm',
    input: { Dimensions: [{ Name: 'first' }, { Name: 'second' }] },
  });
  expect(tagsIn(call.input)).toEqual({ stage: 'dev' });
});

test('the names of records are read from XML', () => {
  const call = readCall({
    method: 'POST',
    url: '/2013-04-01/hostedzone/Z1/rrset/',
    headers: { authorization: 'Credential=K/20260101/us-east-1/route53/aws4_request' },
    body: Buffer.from(
      '<Change><Action>UPSERT</Action><Name>API.example.com.</Name><Type>A</Type></Change>',
    ),
  });
  expect(call.input).toMatchObject({ names: ['API.example.com.'], types: ['A'] });
});

test('an operation that is not known has no name', () => {
  expect(restCall('apigateway', 'POST /restapis/abc/surprises').operation).toBeUndefined();
});
