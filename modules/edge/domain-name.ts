import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { ApiGatewayBasePathMapping } from '@cdktf/provider-aws/lib/api-gateway-base-path-mapping';
import { ApiGatewayDomainName } from '@cdktf/provider-aws/lib/api-gateway-domain-name';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import type { Stage } from '../stage';

/** Where a stage is reached under a name of one's own. */
export interface DomainSettings {
  /** `api.example.com` */
  readonly domainName: string;
  /** The Route 53 hosted zone that the name lies in. */
  readonly hostedZoneId: string;
}

export interface DomainNameProps extends DomainSettings {
  readonly restApiId: string;
  readonly stage: Pick<Stage, 'name'>;
}

/**
 * A regional domain name for one stage: a certificate that DNS proves, TLS 1.2 or better, and the records that lead to
 * it.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html
 */
export class DomainName extends Construct {
  /** Where callers find the stage: without the stage's name. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DomainNameProps) {
    super(scope, id);
    const resource = new ApiGatewayDomainName(this, 'Resource', {
      domainName: props.domainName,
      regionalCertificateArn: this.#certificate(props),
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
    });
    new ApiGatewayBasePathMapping(this, 'mapping', {
      domainName: resource.domainName,
      apiId: props.restApiId,
      stageName: props.stage.name,
    });
    for (const type of ['A', 'AAAA']) {
      new Route53Record(this, type, {
        zoneId: props.hostedZoneId,
        name: props.domainName,
        type,
        alias: {
          name: resource.regionalDomainName,
          zoneId: resource.regionalZoneId,
          evaluateTargetHealth: false,
        },
      });
    }
    this.url = `https://${props.domainName}`;
  }

  /** The ARN of the certificate once DNS has proved whose the name is: API Gateway takes none before. */
  #certificate({ domainName, hostedZoneId }: DomainNameProps): string {
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName,
      validationMethod: 'DNS',
      // API Gateway must have the new one before the old one can go.
      lifecycle: { createBeforeDestroy: true },
    });
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, 'proof', {
      zoneId: hostedZoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
      // ACM asks for the same record again for a certificate that follows.
      allowOverwrite: true,
    });
    return new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }
}
