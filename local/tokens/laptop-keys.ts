import { generateKey, KeyStore, type SigningKey } from './key-store';

/**
 * What the id of every key begins with that signs for the laptop alone. Settings for AWS refuse a key with such an id, so
 * that a token printed by a laptop can never open what is deployed.
 */
const KID_PREFIX = 'laptop-';

/** Who signs on a laptop: a name that no OpenID provider can have (RFC 2606 keeps `.invalid` for that). */
export function laptopIssuer(stage: string): string {
  return `https://laptop.invalid/${stage}`;
}

/** The keys that a laptop signs with for its own stages. None of them is ever published. */
export interface LaptopKeys {
  /** The key of a stage, made when there is none; the same at every call. */
  keyOf(stage: string): Promise<SigningKey>;
}

/**
 * @param folder Where the keys are kept from start to start, readable by its owner alone; `undefined`: they live as long as
 * the process, and nothing is written.
 */
export function createLaptopKeys(folder: string | undefined): LaptopKeys {
  if (folder !== undefined) {
    const store = new KeyStore(folder, KID_PREFIX);
    return { keyOf: async (stage) => (await store.load(stage)).current };
  }
  const keys = new Map<string, Promise<SigningKey>>();
  return {
    keyOf(stage) {
      const key = keys.get(stage) ?? generateKey(KID_PREFIX);
      keys.set(stage, key);
      return key;
    },
  };
}
