import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  lockWaitMs,
  withDeployLock,
  type DeployLockProps,
} from '../../../scripts/pipeline/deploy-lock';
import { lockStore } from '../../../scripts/pipeline/lock-store';

describe('the lock of a deployment', () => {
  let root: string;
  let file: string;
  let said: string[];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gatehouse-lock-'));
    file = join(root, 'terraform.gatehouse-api.lock.json');
    said = [];
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function props(change: Partial<DeployLockProps> = {}): DeployLockProps {
    return {
      store: lockStore({ kind: 'local' }, 'gatehouse-api', root),
      what: 'deploy dev',
      waitMs: 0,
      isBroken: false,
      everyMs: 5,
      write: (line) => void said.push(line),
      ...change,
    };
  }

  function heldBySomebody(): void {
    const holder = {
      id: 'a',
      who: 'me@laptop',
      what: 'deploy prod',
      since: '2026-01-01T00:00:00Z',
    };
    writeFileSync(file, JSON.stringify(holder));
  }

  it('says who holds it and what he does, and is gone when he is done', async () => {
    const during = await withDeployLock(props(), () =>
      Promise.resolve(JSON.parse(readFileSync(file, 'utf8')) as unknown),
    );
    expect(during).toMatchObject({ what: 'deploy dev', since: expect.stringMatching(/^20/) });
    expect(existsSync(file)).toBe(false);
  });

  it('is given back by a deployment that fails', async () => {
    const failed = withDeployLock(props(), () => Promise.reject(new Error('no')));
    await expect(failed).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it('lets one of two at a time', async () => {
    const events: string[] = [];
    const deploy = (name: string): Promise<void> =>
      withDeployLock(props({ waitMs: 10_000 }), async () => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 30));
        events.push(`${name} ends`);
      });
    await Promise.all([deploy('one'), deploy('two')]);
    expect(events.map((event) => event.split(' ')[1])).toEqual([
      'begins',
      'ends',
      'begins',
      'ends',
    ]);
    expect(said).toEqual([expect.stringMatching(/^waiting for .+ \(deploy dev, since 20/)]);
  });

  it('tells who holds it, and how to break it, when it is not given back', async () => {
    heldBySomebody();
    const refused = withDeployLock(props({ waitMs: 20 }), () => Promise.resolve());
    await expect(refused).rejects.toThrow(
      /^deployments are locked by me@laptop \(deploy prod, since 2026-01-01T00:00:00Z; .+\): wait .+ --break-lock$/,
    );
    expect(existsSync(file)).toBe(true);
  });

  it('is broken on demand, and says whose it was', async () => {
    heldBySomebody();
    await withDeployLock(props({ isBroken: true }), () => Promise.resolve());
    expect(said).toEqual(['broke the lock of me@laptop (deploy prod, since 2026-01-01T00:00:00Z)']);
    expect(existsSync(file)).toBe(false);
  });

  it('leaves a lock alone that somebody else has by now', async () => {
    await withDeployLock(props(), () => {
      heldBySomebody();
      return Promise.resolve();
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ who: 'me@laptop' });
  });

  it.each<[string | undefined, Readonly<Record<string, string>>, number]>([
    [undefined, {}, 2],
    [undefined, { CI: 'true' }, 30],
    ['0', { CI: 'true' }, 0],
    ['0.5', {}, 0.5],
  ])('is waited for: --wait %s in %j is %s minutes', (given, environment, minutes) => {
    expect(lockWaitMs(given, environment)).toBe(minutes * 60_000);
  });

  it.each(['', 'soon', '-1', '1441'])('is not waited for "%s" minutes', (given) => {
    expect(() => lockWaitMs(given, {})).toThrow(/^--wait takes a number of minutes, not/);
  });
});
