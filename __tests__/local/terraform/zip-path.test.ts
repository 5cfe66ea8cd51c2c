/** Code that Terraform uploads to S3, and that the laptop takes from where it is uploaded. */
import { tinyZip } from '../../helpers/synth';
import { cdktfOut, load } from '../../helpers/terraform-json';

const OBJECT = { bucket: 'zips', key: 'dev/items.zip', source: '../../dist/items.zip' };
const UPLOADED = {
  s3_bucket: '${aws_s3_object.code.bucket}',
  s3_key: '${aws_s3_object.code.key}',
};

interface Change {
  readonly code?: object;
  readonly object?: object;
  readonly elsewhere?: object;
}

/** The zip of a function, from the folder of its `cdktf.out` on. */
function zipOf({ code = UPLOADED, object = OBJECT, elsewhere = {} }: Change): string | undefined {
  const { application } = load({
    ...cdktfOut({
      dev: {
        resource: {
          aws_iam_role: { role: { name: 'role', assume_role_policy: '{}' } },
          aws_s3_bucket: { zips: { bucket: 'zips' } },
          aws_s3_object: { code: object },
          aws_lambda_function: {
            items: {
              function_name: 'items',
              handler: 'index.handler',
              runtime: 'nodejs22.x',
              role: '${aws_iam_role.role.arn}',
              ...code,
            },
          },
        },
      },
      shared: { resource: elsewhere },
    }),
    'dist/items.zip': tinyZip('items'),
  });
  return application.functions[0]?.zipPath.replace(/^.*gatehouse-terraform-[^/]+\//, '');
}

describe('a function with its code in S3', () => {
  test.each<[string, Change]>([
    ['names the object', {}],
    ['names the object by its id', { code: { ...UPLOADED, s3_key: '${aws_s3_object.code.id}' } }],
    ['spells out where the object lies', { code: { s3_bucket: 'zips', s3_key: 'dev/items.zip' } }],
    [
      'names the version, too',
      {
        code: { ...UPLOADED, s3_object_version: '${aws_s3_object.code.version_id}' },
      },
    ],
    [
      "names a bucket of the stack's own",
      {
        object: { ...OBJECT, bucket: '${aws_s3_bucket.zips.id}' },
      },
    ],
    [
      'names what another stack uploads',
      {
        code: { s3_bucket: 'zips', s3_key: 'shared.zip' },
        elsewhere: { aws_s3_object: { code: { ...OBJECT, key: 'shared.zip' } } },
      },
    ],
    [
      'is beside an object that only AWS can tell the key of',
      {
        elsewhere: {
          random_id: { name: { byte_length: 4 } },
          aws_s3_object: { odd: { ...OBJECT, key: '${random_id.name.hex}' } },
        },
      },
    ],
  ])('runs the zip that is uploaded when it %s', (_, change) => {
    expect(zipOf(change)).toBe('dist/items.zip');
  });

  test.each<[string, Change, RegExp]>([
    [
      'no stack uploads it',
      { code: { s3_bucket: 'zips', s3_key: 'prod/items.zip' } },
      /^\S+cdk\.tf\.json: aws_lambda_function\.items: s3_key: no aws_s3_object of these stacks uploads it, .+: give filename, or upload a zip with an aws_s3_object$/,
    ],
    [
      'the bucket is another',
      { code: { s3_bucket: 'others', s3_key: 'dev/items.zip' } },
      /aws_lambda_function\.items: s3_key: no aws_s3_object/,
    ],
    [
      'the object has no file',
      { object: { bucket: 'zips', key: 'dev/items.zip', content_base64: 'UEs=' } },
      /aws_s3_object\.code: source: aws_lambda_function\.items has its code here: name a zip$/,
    ],
    [
      'the file is gone',
      { object: { ...OBJECT, source: 'gone.zip' } },
      /aws_s3_object\.code: source: \S+gone\.zip: no such zip, run npm run build$/,
    ],
    [
      'the key is missing',
      { code: { s3_bucket: 'zips' } },
      /aws_lambda_function\.items: s3_key: it is required, and missing$/,
    ],
    [
      'it is in an image',
      { code: {} },
      /aws_lambda_function\.items: filename: it is missing: name a zip/,
    ],
  ])('is refused when %s', (_, change, message) => {
    expect(() => zipOf(change)).toThrow(message);
  });
});
