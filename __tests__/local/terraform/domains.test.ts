/** Custom domain names, as Terraform maps them to stages. */
import type { Domain } from '../../../local/rest-api';
import { load } from '../../helpers/terraform-json';

const API_ID = '${aws_api_gateway_rest_api.api.id}';
const MAPPING = {
  api_id: API_ID,
  domain_name: '${aws_api_gateway_domain_name.own.domain_name}',
  stage_name: '${aws_api_gateway_stage.prod.stage_name}',
};

function domainsOf(...mappings: object[]): readonly (readonly Domain[])[] {
  const { application } = load({
    'main.tf.json': {
      resource: {
        aws_api_gateway_rest_api: { api: { name: 'api' }, other: { name: 'other' } },
        aws_api_gateway_deployment: { now: { rest_api_id: API_ID } },
        aws_api_gateway_stage: {
          prod: {
            rest_api_id: API_ID,
            deployment_id: '${aws_api_gateway_deployment.now.id}',
            stage_name: 'prod',
          },
        },
        aws_api_gateway_domain_name: {
          own: {
            domain_name: 'api.example.com',
            regional_certificate_arn: 'arn:aws:acm:us-east-1:000000000000:certificate/x',
            endpoint_configuration: { types: ['REGIONAL'] },
            security_policy: 'TLS_1_2',
          },
        },
        aws_api_gateway_base_path_mapping: Object.fromEntries(
          mappings.map((mapping, index) => [`m${String(index)}`, mapping]),
        ),
      },
    },
  });
  return application.restApis.map(({ domains }) => domains);
}

test('an API without a mapping has no domains', () => {
  expect(domainsOf()).toEqual([[], []]);
});

test.each<[string, object, Partial<Domain>]>([
  ['the root of the name', {}, { basePath: '' }],
  ['the root, as API Gateway writes it', { base_path: '(none)' }, { basePath: '' }],
  ['a base path', { base_path: 'v1' }, { basePath: 'v1' }],
  ['no stage', { stage_name: null }, { stageName: undefined }],
  [
    'a name by its id',
    { domain_name: '${aws_api_gateway_domain_name.own.id}' },
    { domainName: 'api.example.com' },
  ],
])('a mapping may name %s', (_, change, expected) => {
  const domain = { domainName: 'api.example.com', basePath: '', stageName: 'prod' };
  expect(domainsOf({ ...MAPPING, ...change })).toEqual([[{ ...domain, ...expected }], []]);
});

test.each<[string, object[], RegExp]>([
  [
    'a stage that there is not',
    [{ ...MAPPING, stage_name: 'dev' }],
    /aws_api_gateway_base_path_mapping\.m0: stage_name: no aws_api_gateway_stage of the API is named dev$/,
  ],
  [
    'an API that there is not',
    [{ ...MAPPING, api_id: 'abcdefghij' }],
    /m0: api_id: no aws_api_gateway_rest_api of these stacks has this id$/,
  ],
  [
    'what another maps already',
    [MAPPING, { ...MAPPING, base_path: '(none)' }],
    /m1: base_path: aws_api_gateway_base_path_mapping\.m0 is the same: change one of them$/,
  ],
  [
    'a private domain name',
    [{ ...MAPPING, domain_name_id: 'd-1' }],
    /m0: domain_name_id: private domain names/,
  ],
])('a mapping of %s is refused', (_, mappings, message) => {
  expect(() => domainsOf(...mappings)).toThrow(message);
});
