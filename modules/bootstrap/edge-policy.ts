/**
 * What a deploy role may do at the edge of its stage, where it has one: the stage's own domain name, its certificate and
 * records, and the web ACL in front of it.
 */
import type { DomainSettings } from '../edge/domain-name';
import { partitionOf } from '../partition';
import { tagsArn } from './gateway-policy';
import { allow, of, where, type PolicyStatement } from './policy-statement';
import {
  becomesOwn,
  gatewayArn,
  iamArn,
  isOwn,
  losesNoJudgedTag,
  regionalArn,
  staysOwn,
  type StageScope,
} from './stage-scope';

/** What of a stage's settings leads to rights beyond those that every stage needs. */
export interface EdgeSettings {
  readonly domain?: DomainSettings | undefined;
  /** ARN of the web ACL. */
  readonly webAclArn?: string | undefined;
}

export type EdgePolicyProps = StageScope & EdgeSettings;

/** @returns None for a stage without a domain name and a web ACL. */
export function edgeStatements(props: EdgePolicyProps): readonly PolicyStatement[] {
  const { domain, webAclArn } = props;
  return [
    ...(domain === undefined
      ? []
      : [
          ...domainStatements(domain, props),
          ...certificateStatements(domain, props),
          ...recordStatements(domain, props),
        ]),
    ...(webAclArn === undefined ? [] : firewallStatements(webAclArn, props)),
  ];
}

/** What a plan reads there. */
export function readEdge(props: EdgePolicyProps): readonly PolicyStatement[] {
  const { domain, webAclArn, account } = props;
  return [
    ...(domain === undefined
      ? []
      : [
          allow('DomainName', ['apigateway:GET'], domainArns(domain, props)),
          where(allow('Certificate', READ_CERTIFICATE, certificateArns(props)), isOwn(props)),
          allow('Zone', READ_ZONE, zoneArns(domain, props)),
        ]),
    ...(webAclArn === undefined
      ? []
      : [
          allow('WebAcl', ['GetWebACL', 'GetWebACLForResource'].map(of('wafv2')), [
            webAclArn,
            gatewayArn(account, `/restapis/*/stages/${props.stageName}`),
          ]),
        ]),
  ];
}

const READ_CERTIFICATE = ['DescribeCertificate', 'ListTagsForCertificate'].map(of('acm'));
const READ_ZONE = ['GetHostedZone', 'ListResourceRecordSets'].map(of('route53'));
const RECORD_NAMES = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html */
const SERVICE_ROLE = 'ops.apigateway.amazonaws.com';

function domainStatements(
  domain: DomainSettings,
  props: EdgePolicyProps,
): readonly PolicyStatement[] {
  const { account } = props;
  const verbs = ['GET', 'POST', 'PATCH', 'DELETE'].map(of('apigateway'));
  return [
    where(
      allow('NewDomainName', ['apigateway:POST'], [gatewayArn(account, '/domainnames')]),
      becomesOwn(props),
    ),
    allow('DomainName', verbs, domainArns(domain, props)),
    where(
      allow(
        'NewDomainTags',
        ['apigateway:PUT'],
        ['*${*}', `???${domain.domainName}`].map((name) => tagsArn(props, `*domainnames${name}`)),
      ),
      becomesOwn(props),
    ),
    // The first domain name of an account makes API Gateway's own role, in the name of who asks.
    where(
      allow(
        'ServiceLinkedRole',
        ['iam:CreateServiceLinkedRole'],
        [iamArn(account, `role/aws-service-role/${SERVICE_ROLE}/AWSServiceRoleForAPIGateway`)],
      ),
      { StringEquals: { 'iam:AWSServiceName': SERVICE_ROLE } },
    ),
  ];
}

/** A certificate is told by its tags, as its ARN is not known before. */
function certificateStatements(
  { domainName }: DomainSettings,
  props: EdgePolicyProps,
): readonly PolicyStatement[] {
  const certificates = certificateArns(props);
  return [
    where(allow('NewCertificate', ['acm:RequestCertificate'], ['*']), {
      ...becomesOwn(props),
      'ForAllValues:StringEquals': { 'acm:DomainNames': [domainName] },
      Null: { 'acm:DomainNames': 'false' },
    }),
    where(allow('NewCertificateTags', ['acm:AddTagsToCertificate'], certificates), {
      ...becomesOwn(props),
      Null: { 'aws:ResourceTag/stage': 'true' },
    }),
    where(allow('CertificateTags', ['acm:AddTagsToCertificate'], certificates), staysOwn(props)),
    where(
      allow('CertificateUntag', ['acm:RemoveTagsFromCertificate'], certificates),
      losesNoJudgedTag(props),
    ),
    where(
      allow('Certificate', [...READ_CERTIFICATE, 'acm:DeleteCertificate'], certificates),
      isOwn(props),
    ),
  ];
}

/**
 * Records by their names: the domain's own, and the one by which DNS proves it.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
function recordStatements(
  domain: DomainSettings,
  props: EdgePolicyProps,
): readonly PolicyStatement[] {
  const { domainName } = domain;
  const zone = zoneArns(domain, props);
  return [
    where(allow('Records', ['route53:ChangeResourceRecordSets'], zone), {
      'ForAllValues:StringLike': { [RECORD_NAMES]: [domainName, `_*.${domainName}`] },
      Null: { [RECORD_NAMES]: 'false' },
    }),
    allow('Zone', READ_ZONE, zone),
    allow('RecordsInSync', ['route53:GetChange'], [`arn:${partition(props)}:route53:::change/*`]),
  ];
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
function firewallStatements(webAclArn: string, props: EdgePolicyProps): readonly PolicyStatement[] {
  const stage = gatewayArn(props.account, `/restapis/*/stages/${props.stageName}`);
  return [
    allow('WebAcl', ['AssociateWebACL', 'GetWebACL', 'GetWebACLForResource'].map(of('wafv2')), [
      webAclArn,
    ]),
    allow(
      'WebAclOfTheStage',
      [
        ...['AssociateWebACL', 'DisassociateWebACL', 'GetWebACLForResource'].map(of('wafv2')),
        'apigateway:SetWebACL',
      ],
      [stage],
    ),
  ];
}

function domainArns(
  { domainName }: DomainSettings,
  { account }: EdgePolicyProps,
): readonly string[] {
  return ['', '/*'].map((rest) => gatewayArn(account, `/domainnames/${domainName}${rest}`));
}

function certificateArns({ account }: EdgePolicyProps): readonly string[] {
  return [regionalArn(account, 'acm', 'certificate/*')];
}

function zoneArns({ hostedZoneId }: DomainSettings, props: EdgePolicyProps): readonly string[] {
  return [`arn:${partition(props)}:route53:::hostedzone/${hostedZoneId}`];
}

function partition({ account }: EdgePolicyProps): string {
  return partitionOf(account.region);
}
