/** Tables: what they hold, who may read it, and where it goes. */
import { any, never, noneAdded, notLess, on, stays } from './steps';
import { danger, HARMLESS, notice, type, type VerdictTable } from './verdict';

const exported = () => type({ create: danger('destination'), others: any(danger('destination')) });

export const DYNAMODB: VerdictTable = {
  aws_dynamodb_contributor_insights: type({
    harmless: 'index_name table_name mode',
    destroy: notice('guard'),
  }),
  aws_dynamodb_global_table: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
  aws_dynamodb_kinesis_streaming_destination: exported(),
  aws_dynamodb_resource_policy: type({
    isGuard: true,
    rule: 'policy',
    harmless: 'confirm_remove_self_resource_access',
    judged: { resource_arn: any(danger('access')) },
  }),
  aws_dynamodb_table: type({
    harmless: 'attribute table_class',
    rule: `name hash_key range_key deletion_protection_enabled ttl point_in_time_recovery.enabled server_side_encryption
      global_secondary_index`,
    judged: {
      'point_in_time_recovery.recovery_period_in_days': notLess(notice('keeping')),
      'server_side_encryption.enabled': on(danger('guard')),
      'server_side_encryption.kms_key_arn': stays(danger('guard')),
      billing_mode: never(notice('behaviour'), 'provisioned'),
      'read_capacity write_capacity': notLess(notice('behaviour')),
      'on_demand_throughput warm_throughput': any(notice('behaviour')),
      'stream_enabled stream_view_type': any(notice('destination')),
      local_secondary_index: any(notice('behaviour')),
      'replica global_table_witness': noneAdded(danger('destination')),
      'restore_date_time restore_source_name restore_source_table_arn restore_to_latest_time import_table':
        any(danger('keeping')),
    },
  }),
  aws_dynamodb_table_export: exported(),
  aws_dynamodb_table_item: type({
    create: danger('keeping'),
    destroy: danger('keeping'),
    others: any(danger('keeping')),
  }),
  aws_dynamodb_table_replica: type({
    create: danger('destination'),
    destroy: danger('keeping'),
    judged: {
      point_in_time_recovery: on(danger('keeping')),
      table_class_override: HARMLESS,
      global_table_arn: any(danger('destination')),
    },
  }),
  aws_dynamodb_tag: type({ harmless: 'key value resource_arn' }),
};
