/**
 * What a deploy role may do at the edge of its stage, where it has one: the stage's own domain name, its certificate and
 * records, and the web ACL in front of it.
 */
import type { DomainSettings } from '../edge/domain-name';
import { allow, of, type PolicyStatement } from './policy-statement';

/** What of a stage's settings leads to rights beyond those that every stage needs. */
export interface EdgeSettings {
  readonly domain?: DomainSettings | undefined;
  /** ARN of the web ACL. */
  readonly webAclArn?: string | undefined;
}

export interface EdgePolicyProps extends EdgeSettings {
  readonly stageName: string;
  readonly account: { readonly region: string; readonly accountId: string };
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(of('apigateway'));

/** @returns None for a stage without a domain name and a web ACL. */
export function edgeStatements(props: EdgePolicyProps): readonly PolicyStatement[] {
  const { domain, webAclArn } = props;
  return [
    ...(domain === undefined ? [] : domainStatements(domain, props)),
    ...(webAclArn === undefined ? [] : firewallStatements(webAclArn, props)),
  ];
}

/**
 * A certificate is told by its tag, as its ARN is not known before; records by their names: the domain's own, and the
 * one by which DNS proves it.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
function domainStatements(
  { domainName, hostedZoneId }: DomainSettings,
  { stageName, account: { region, accountId } }: EdgePolicyProps,
): readonly PolicyStatement[] {
  const certificates = [`arn:aws:acm:${region}:${accountId}:certificate/*`];
  const zone = [`arn:aws:route53:::hostedzone/${hostedZoneId}`];
  const names = `arn:aws:apigateway:${region}::/domainnames`;
  return [
    allow('DomainName', VERBS, [names, `${names}/${domainName}`, `${names}/${domainName}/*`]),
    {
      ...allow('NewCertificate', ['RequestCertificate', 'AddTagsToCertificate'].map(of('acm')), [
        '*',
      ]),
      Condition: { StringEquals: { 'aws:RequestTag/stage': stageName } },
    },
    {
      ...allow('Certificate', CERTIFICATE_ACTIONS.map(of('acm')), certificates),
      Condition: { StringEquals: { 'aws:ResourceTag/stage': stageName } },
    },
    {
      ...allow('Records', ['route53:ChangeResourceRecordSets'], zone),
      Condition: {
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [domainName, `_*.${domainName}`],
        },
      },
    },
    allow('Zone', ['GetHostedZone', 'ListResourceRecordSets'].map(of('route53')), zone),
    allow('RecordsInSync', ['route53:GetChange'], ['arn:aws:route53:::change/*']),
  ];
}

const CERTIFICATE_ACTIONS = [
  'DescribeCertificate',
  'DeleteCertificate',
  'ListTagsForCertificate',
  'RemoveTagsFromCertificate',
];

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html */
function firewallStatements(
  webAclArn: string,
  { stageName, account }: EdgePolicyProps,
): readonly PolicyStatement[] {
  const stage = `arn:aws:apigateway:${account.region}::/restapis/*/stages/${stageName}`;
  return [
    allow('WebAcl', ['AssociateWebACL', 'GetWebACL'].map(of('wafv2')), [webAclArn]),
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
