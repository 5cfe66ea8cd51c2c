import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from 'cdktf';

/** Where the stacks' states are kept. */
export type StateLocation =
  | { readonly kind: 'local' }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string;
      readonly prefix: string;
    };

/**
 * Gives a stack its state: on this machine, or in S3 with a lock beside it.
 *
 * https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function keepState(stack: TerraformStack, name: string, location: StateLocation): void {
  if (location.kind === 'local') {
    new LocalBackend(stack, { path: localPath(name) });
    return;
  }
  new S3Backend(stack, {
    bucket: location.bucket,
    region: location.region,
    key: key(location.prefix, name),
    encrypt: true,
  });
  // S3's own conditional writes lock; cdktf's types do not know the argument yet.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}

export interface ReadStateProps {
  readonly location: StateLocation;
  /** What an output is when the state has none of that name. */
  readonly defaults: Readonly<Record<string, string>>;
}

/** Reads another stack's outputs. */
export function readState(
  stack: TerraformStack,
  name: string,
  { location, defaults }: ReadStateProps,
): TerraformRemoteState {
  if (location.kind === 'local') {
    return new DataTerraformRemoteStateLocal(stack, name, { path: localPath(name), defaults });
  }
  return new DataTerraformRemoteStateS3(stack, name, {
    bucket: location.bucket,
    region: location.region,
    key: key(location.prefix, name),
    defaults,
  });
}

/** Beside cdktf.out, seen from a stack's folder: the same text in every clone, so that a plan is the same in every clone. */
function localPath(name: string): string {
  return `../../../terraform.${name}.tfstate`;
}

function key(prefix: string, name: string): string {
  return `${prefix}/${name}.tfstate`;
}
