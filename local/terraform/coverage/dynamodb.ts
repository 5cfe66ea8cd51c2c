/** Tables, and what hangs on them. */
import { refuseTrue } from './refused-values';
import { coverage, harmlessType, refusedType, type ResourceCoverage } from './resource-coverage';

const CAPACITY = 'the laptop does not meter a table';
const ONE_REGION = 'the laptop is one region';
const NO_BACKUP = 'the laptop has no backup to restore: the table would begin empty';

export const DYNAMODB: Readonly<Record<string, ResourceCoverage>> = {
  aws_dynamodb_table: coverage({
    honoured: `attribute.name attribute.type deletion_protection_enabled global_secondary_index.hash_key
      global_secondary_index.name global_secondary_index.non_key_attributes
      global_secondary_index.projection_type global_secondary_index.range_key hash_key
      local_secondary_index.name local_secondary_index.non_key_attributes
      local_secondary_index.projection_type local_secondary_index.range_key name range_key
      ttl.attribute_name ttl.enabled`,
    harmless: {
      [`billing_mode global_secondary_index.on_demand_throughput
        global_secondary_index.read_capacity global_secondary_index.warm_throughput
        global_secondary_index.write_capacity on_demand_throughput read_capacity warm_throughput
        write_capacity`]: CAPACITY,
      'global_table_witness replica': ONE_REGION,
      point_in_time_recovery: 'backups are of AWS',
      server_side_encryption: 'nothing is encrypted at rest on the laptop',
      stream_view_type: 'of a stream alone, which is refused',
      table_class: 'what AWS charges',
    },
    refused: {
      import_table: 'the laptop imports nothing from S3: the table would begin empty',
      'restore_date_time restore_source_name restore_source_table_arn restore_to_latest_time':
        NO_BACKUP,
    },
    refusedWhen: { stream_enabled: refuseTrue('the laptop has no DynamoDB stream') },
    readOnly: 'arn replica.arn replica.stream_arn replica.stream_label stream_arn stream_label',
    only6: 'global_secondary_index.warm_throughput global_table_witness warm_throughput',
  }),
  aws_dynamodb_contributor_insights: harmlessType('the laptop has no CloudWatch metrics'),
  aws_dynamodb_global_table: harmlessType(ONE_REGION),
  aws_dynamodb_kinesis_streaming_destination: refusedType('the laptop has no stream of changes'),
  aws_dynamodb_resource_policy: refusedType(
    "locally a role's own policies alone rule its access to a table",
  ),
  aws_dynamodb_table_export: harmlessType('exports are of AWS'),
  aws_dynamodb_table_item: refusedType(
    'the laptop writes no item of its own: the table would begin without it',
  ),
  aws_dynamodb_table_replica: harmlessType(ONE_REGION),
  aws_dynamodb_tag: harmlessType('nothing on the laptop reads a tag'),
};
