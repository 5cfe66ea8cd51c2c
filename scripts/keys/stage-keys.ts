import { KeyStore, type StageKeys } from '../../local/tokens/key-store';
import { JwksFile } from './jwks-file';
import { privateKeyFolder } from './private-key-folder';

/** What is to be done with this laptop's key of a stage. */
export const KEY_ACTIONS = ['publish', 'rotate', 'prune'] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

export interface StageKeysReport {
  /** Id of the key that signs from now on. */
  readonly kid: string;
  /** Ids whose public halves were taken out. */
  readonly removed: readonly string[];
  /** Ids of this laptop's older keys that verifiers still know. */
  readonly retired: readonly string[];
  /** The JWKS, and whether it is another than before. */
  readonly jwksFile: string;
  readonly changed: boolean;
}

/**
 * Makes a stage's key when there is none, and writes its public half into `keys/<stage>.jwks.json`.
 *
 * @param action `rotate`: sign with a new key, and keep the old one's public half; `prune`: take out the public halves of
 * this laptop's older keys. Keys of others stay.
 */
export async function updateStageKeys(
  root: string,
  stage: string,
  action: KeyAction,
): Promise<StageKeysReport> {
  const store = new KeyStore(privateKeyFolder(root));
  const keys = await act(store, stage, action);
  const removed = action === 'prune' ? keys.retired : [];
  const file = new JwksFile(root, stage);
  const changed = file.update(keys.current, removed);
  if (removed.length > 0) store.forgetRetired(stage, keys);
  const retired = action === 'prune' ? [] : keys.retired;
  return { kid: keys.current.kid, removed, retired, jwksFile: file.path, changed };
}

function act(store: KeyStore, stage: string, action: KeyAction): Promise<StageKeys> {
  return action === 'rotate' ? store.rotate(stage) : store.load(stage);
}
