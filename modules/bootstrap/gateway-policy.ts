/**
 * What a deploy role may do in API Gateway: the project's one API, the stage of its own, its keys and plans.
 *
 * An API is told by its tag `project`: what lies below an API, a usage plan or a domain name has the tags of what it lies
 * below, a stage those of its own on top.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-iam-policy.html
 */
import { allow, deny, of, where, type PolicyStatement } from './policy-statement';
import { becomesOwn, gatewayArn, isOwn, type StageScope } from './stage-scope';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(of('apigateway'));
/** `/restapis/*` matches what lies below an API as well; an id has ten characters. */
const ONE_API = '/restapis/??????????';
const STAGE_NAME = 'apigateway:Request/StageName';

export function gatewayStatements(scope: StageScope): readonly PolicyStatement[] {
  return [
    ...apiStatements(scope),
    readsLogRole(scope),
    ...keyStatements(scope),
    ...tagStatements(scope),
    ...otherStages(scope),
  ];
}

/**
 * Whether API Gateway may write logs in the account, which is asked before anything is planned.
 *
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html
 */
export function readsLogRole({ account }: Pick<StageScope, 'account'>): PolicyStatement {
  return allow('LogRole', ['apigateway:GET'], [gatewayArn(account, '/account')]);
}

function apiStatements({ projectName, account }: StageScope): readonly PolicyStatement[] {
  const at = (path: string): string => gatewayArn(account, path);
  const isOurs = { StringEquals: { 'aws:ResourceTag/project': projectName } };
  return [
    where(allow('NewApi', ['apigateway:POST'], [at('/restapis')]), {
      StringEquals: { 'aws:RequestTag/project': projectName },
    }),
    where(allow('Api', ['apigateway:GET', 'apigateway:PATCH'], [at(ONE_API)]), isOurs),
    where(allow('ApiParts', VERBS, [at('/restapis/*/*')]), isOurs),
    // The API is both stages': its id and address never come back.
    deny('KeepTheApi', ['apigateway:DELETE'], [at(ONE_API)]),
  ];
}

/** One key, one plan, by id; a list of all keys could be asked for with their values. */
function keyStatements(scope: StageScope): readonly PolicyStatement[] {
  const at = (path: string): string => gatewayArn(scope.account, path);
  const changes = ['GET', 'POST', 'PATCH', 'DELETE'].map(of('apigateway'));
  return [
    where(
      allow('NewKey', ['apigateway:POST'], [at('/apikeys'), at('/usageplans')]),
      becomesOwn(scope),
    ),
    where(allow('Keys', changes, [at('/apikeys/*'), at('/usageplans/*')]), isOwn(scope)),
  ];
}

/**
 * To make a thing with tags is a `PUT` on `/tags/` as well, of an ARN that has a star for the id that is not known yet. IAM
 * writes that very star as `${*}`: a thing that is there already has an id, and its tags `project` and `stage` stay what
 * they are.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function tagStatements(scope: StageScope): readonly PolicyStatement[] {
  const { projectName, stageName, account } = scope;
  const tagsOf = (path: string): string => tagsArn(scope, path);
  const write = ['PUT', 'DELETE'].map(of('apigateway'));
  return [
    where(allow('NewApiTags', ['apigateway:PUT'], [tagsOf('*restapis*${*}')]), {
      StringEquals: { 'aws:RequestTag/project': projectName },
      Null: { 'aws:RequestTag/stage': 'true' },
    }),
    where(
      allow(
        'NewTags',
        ['apigateway:PUT'],
        [
          ...[tagsOf('*apikeys*${*}'), tagsOf('*usageplans*${*}')],
          ...[tagsOf('*restapis*stages*${*}'), tagsOf(`*restapis*stages???${stageName}`)],
        ],
      ),
      // A stage has its name already: one of another project's API is left alone where AWS tells whose it is.
      {
        StringEquals: becomesOwn(scope)['StringEquals'] ?? {},
        StringEqualsIfExists: { 'aws:ResourceTag/project': projectName },
      },
    ),
    where(allow('OwnerTag', write, [gatewayArn(account, '/tags/*')]), {
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['owner'] },
      Null: { 'aws:TagKeys': 'false' },
      StringEqualsIfExists: { 'aws:ResourceTag/project': projectName },
    }),
  ];
}

/**
 * The tags of what a path ends with. On the way there a path is encoded, `%2F` for a slash, which no page of AWS shows: hence
 * a star, or three characters.
 *
 * @param path `*apikeys*${*}`
 */
export function tagsArn({ account }: Pick<StageScope, 'account'>, path: string): string {
  return gatewayArn(account, `/tags/${path}`);
}

/** By its path where that names the stage, by what the call says where it does, and by its tag. */
function otherStages(scope: StageScope): readonly PolicyStatement[] {
  const { stageName, otherStages: others, account } = scope;
  const at = (path: string): string => gatewayArn(account, path);
  const stages = others.flatMap((stage) => [
    at(`/restapis/*/stages/${stage}`),
    at(`/restapis/*/stages/${stage}/*`),
  ]);
  return [
    deny('OtherStages', [...VERBS, 'apigateway:SetWebACL'], stages),
    // All of them at once, with their variables.
    deny('NoListOfStages', ['apigateway:GET'], [at('/restapis/*/stages')]),
    where(deny('NoOtherNewStage', ['apigateway:POST'], [at('/restapis/*/stages')]), {
      StringNotEquals: { 'aws:RequestTag/stage': stageName },
    }),
    // A deployment that names no stage publishes nothing: that is how Terraform makes one, with an empty name or none.
    where(deny('PublishesOwnStageOnly', ['apigateway:POST'], [at('/restapis/*/deployments')]), {
      StringNotEquals: { [STAGE_NAME]: [stageName, ''] },
      Null: { [STAGE_NAME]: 'false' },
    }),
    where(deny('OtherStagesByTag', VERBS, [at('/*')]), {
      StringEquals: { 'aws:ResourceTag/stage': others },
    }),
  ];
}
