/**
 * Operations of S3: by method, by whether the path names an object, and by the query's word without a value.
 * Buckets are addressed by path, as clients do with an endpoint of their own.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
import type { Found } from './route-table';

/** Parts of a bucket's configuration, each with its own query word. */
const BUCKET_PARTS: Readonly<Record<string, string>> = {
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};
const VERBS: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };

export function s3Operation(
  method: string,
  path: string,
  query: URLSearchParams,
): Found | undefined {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(path)) ?? [];
  const operation =
    bucket === ''
      ? 'ListBuckets'
      : key === ''
        ? bucketOperation(method, query)
        : objectOperation(method, query);
  if (operation === undefined) return undefined;
  return { operation, parameters: { Bucket: bucket, ...(key !== '' && { Key: key }) } };
}

function bucketOperation(method: string, query: URLSearchParams): string | undefined {
  const part = Object.keys(BUCKET_PARTS).find((word) => query.has(word));
  const verb = VERBS[method];
  if (part !== undefined)
    return verb === undefined ? undefined : `${verb}${String(BUCKET_PARTS[part])}`;
  if (method === 'GET') return query.has('versions') ? 'ListObjectVersions' : 'ListObjectsV2';
  return { HEAD: 'HeadBucket', PUT: 'CreateBucket', DELETE: 'DeleteBucket' }[method];
}

function objectOperation(method: string, query: URLSearchParams): string | undefined {
  if (query.has('tagging'))
    return VERBS[method] === undefined ? undefined : `${VERBS[method]}ObjectTagging`;
  if (query.has('uploads') || query.has('uploadId')) {
    return {
      POST: query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload',
      PUT: 'UploadPart',
      DELETE: 'AbortMultipartUpload',
    }[method];
  }
  const versioned = query.has('versionId') ? 'ObjectVersion' : 'Object';
  return {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: 'PutObject',
    DELETE: `Delete${versioned}`,
  }[method];
}
