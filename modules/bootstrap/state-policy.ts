import { allow, of, where, type PolicyStatement } from './policy-statement';
import { stagePrefix, type StageScope } from './stage-scope';

export interface Buckets {
  /** ARN of the bucket with the states. */
  readonly stateBucketArn: string;
  /** ARN of the bucket with the large zips. */
  readonly artifactBucketArn: string;
}

/** On an object of the artifact bucket; what is deleted there is every version of it. */
const ARTIFACT_ACTIONS = [
  ...['GetObject', 'GetObjectTagging', 'PutObject', 'PutObjectTagging', 'AbortMultipartUpload'],
  ...['DeleteObject', 'DeleteObjectVersion'],
].map(of('s3'));

/**
 * The state of the API's stack, which both stages deploy, and of the stage's own. A lock is an object beside it, and all
 * that is ever deleted: a state or a list of releases is overwritten.
 *
 * https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function stateStatements(scope: StageScope & Buckets): readonly PolicyStatement[] {
  const { projectName, stateBucketArn } = scope;
  const names = [`${projectName}-api`, stagePrefix(scope)].map(
    (name) => `${stateBucketArn}/${projectName}/${name}.`,
  );
  return [
    allow('StateList', ['s3:ListBucket', 's3:GetBucketLocation'], [stateBucketArn]),
    allow(
      'State',
      ['s3:GetObject', 's3:PutObject'],
      names.map((name) => `${name}*`),
    ),
    allow(
      'StateUnlock',
      ['s3:DeleteObject'],
      names.map((name) => `${name}*lock*`),
    ),
    ...artifactStatements(scope),
    allow('WhoAmI', ['sts:GetCallerIdentity'], ['*']),
  ];
}

/** The stage's large zips: other stages' are neither read nor written, for their code is not this role's. */
function artifactStatements(scope: StageScope & Buckets): readonly PolicyStatement[] {
  const { artifactBucketArn } = scope;
  const prefix = `${stagePrefix(scope)}/`;
  return [
    allow('Artifacts', ARTIFACT_ACTIONS, [`${artifactBucketArn}/${prefix}*`]),
    // Terraform asks for every version of what it deletes, and S3 says 404 rather than 403 to who may list.
    where(allow('ArtifactsList', ['s3:ListBucket', 's3:ListBucketVersions'], [artifactBucketArn]), {
      StringLike: { 's3:prefix': [`${prefix}*`] },
    }),
  ];
}
