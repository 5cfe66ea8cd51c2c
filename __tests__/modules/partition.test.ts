import { loadConfig } from '../../config';
import { dnsSuffixOf, partitionOf } from '../../modules/partition';
import { synthesize } from '../helpers/synth';

it.each([
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['eu-central-1', 'aws', 'amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
])('%s is in %s, whose names end in %s', (region, partition, suffix) => {
  expect(partitionOf(region)).toBe(partition);
  expect(dnsSuffixOf(region)).toBe(suffix);
});

describe.each([
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
])('an App in %s, with everything that has an ARN', (region, partition, suffix) => {
  const made = synthesize(
    loadConfig({ AWS_REGION: region, PROD_KMS_KEY: 'own' }, 'there are no keys here'),
  );
  const text = `${made.api.text}${made.dev.text}${made.prod.text}`;
  made.remove();

  it('writes ARNs of its partition alone', () => {
    const partitions = [...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, name]) => name);
    expect(new Set(partitions)).toEqual(new Set([partition]));
  });

  it('names services of a Region as they are called there', () => {
    const names = [...text.matchAll(/[a-z]+\.[a-z]+-[a-z-]+-\d\.([a-z]+\.[a-z.]*[a-z])/g)];
    expect(new Set(names.map(([, end]) => end))).toEqual(new Set([suffix]));
    expect(text).toContain(`logs.${region}.${suffix}`);
  });
});
