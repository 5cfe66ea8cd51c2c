import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

/** What, when it changes, changes the API. Folders are watched whole, files through the folder that holds them. */
const FOLDERS = ['config', 'functions', 'modules', 'keys'];
const FILES = new Set(['api.ts', 'config.ts', 'main.ts']);
/** Milliseconds to wait for a burst of saves to end. */
const QUIET_MS = 80;

/**
 * Calls `changed` after a source file changed, one call at a time; a change during a call leads to one more.
 *
 * @param root The project's folder.
 * @returns Stops watching.
 */
export function watchSources(root: string, changed: () => Promise<void>): () => void {
  const trigger = afterQuiet(oneAtATime(changed));
  // The project's own folder is not watched recursively: node_modules alone is tens of thousands of folders.
  const watchers = [
    watch(root, (_event, file) => {
      if (file !== null && FILES.has(file)) trigger.call();
    }),
    ...FOLDERS.map((folder) => join(root, folder))
      .filter((folder) => existsSync(folder))
      .map((folder) => watch(folder, { recursive: true }, trigger.call)),
  ];
  return () => {
    trigger.cancel();
    for (const watcher of watchers) watcher.close();
  };
}

function afterQuiet(run: () => void): { call: () => void; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    call: () => {
      clearTimeout(timer);
      timer = setTimeout(run, QUIET_MS);
    },
    cancel: () => {
      clearTimeout(timer);
    },
  };
}

/** Runs one at a time; calls during a run come to one more run after it. */
function oneAtATime(run: () => Promise<void>): () => void {
  let last = Promise.resolve();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    last = last.then(() => {
      waiting = false;
      return run();
    });
  };
}
