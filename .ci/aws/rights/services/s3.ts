import { textAt } from '../../call';
import { demand, type Context } from '../demand';
import type { DemandsOf } from './service';

/**
 * Operations whose action has another name.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListBuckets: 'ListAllMyBuckets',
  HeadObject: 'GetObject',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketReplication: 'GetReplicationConfiguration',
  CreateMultipartUpload: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
};

export const s3Demands: DemandsOf = ({ operation, input, headers }) => {
  const [bucket, key] = [textAt(input, 'Bucket'), textAt(input, 'Key')];
  if (bucket === '') return [demand('s3:ListAllMyBuckets')];
  const action = ACTIONS[operation] ?? operation;
  const arn = `arn:aws:s3:::${bucket}`;
  if (key === '') return [demand(`s3:${action}`, { bucket: arn }, listed(operation, input))];
  const object = { object: `${arn}/${key}` };
  const tags = headers['x-amz-tagging'];
  return [
    demand(`s3:${action}`, object),
    ...(typeof tags === 'string' && tags !== '' ? [demand('s3:PutObjectTagging', object)] : []),
  ];
};

/** What a list is limited to; without a prefix the key is not there, and no condition on it holds. */
function listed(operation: string, input: Parameters<typeof textAt>[0]): Context {
  if (!operation.startsWith('List')) return {};
  const [prefix, most] = [textAt(input, 'prefix'), textAt(input, 'max-keys')];
  return {
    ...('prefix' in input && { 's3:prefix': prefix }),
    ...(most !== '' && { 's3:max-keys': most }),
  };
}
