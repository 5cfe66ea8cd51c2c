/** Custom domain names and what they lead to. */
import { coverage, harmlessType, type ResourceCoverage } from './resource-coverage';

const NO_TLS = 'the laptop speaks HTTP: it has no certificate';
const PRIVATE = 'private domain names are reached from a VPC alone, and the laptop has none';

export const API_GATEWAY_DOMAIN: Readonly<Record<string, ResourceCoverage>> = {
  aws_api_gateway_base_path_mapping: coverage({
    honoured: 'api_id base_path domain_name stage_name',
    refused: { domain_name_id: PRIVATE },
  }),
  aws_api_gateway_domain_name: coverage({
    honoured: 'domain_name',
    harmless: {
      [`certificate_arn certificate_body certificate_chain certificate_name certificate_private_key
        ownership_verification_certificate_arn regional_certificate_arn regional_certificate_name
        security_policy`]: NO_TLS,
      endpoint_configuration: 'how callers get to AWS; here they name the domain in `Host`',
    },
    refused: {
      mutual_tls_authentication: 'the laptop speaks HTTP: it would let in whom AWS turns away',
      policy: PRIVATE,
    },
    readOnly: `arn certificate_upload_date cloudfront_domain_name cloudfront_zone_id domain_name_id
      regional_domain_name regional_zone_id`,
  }),
  aws_api_gateway_domain_name_access_association: harmlessType(PRIVATE),
};
