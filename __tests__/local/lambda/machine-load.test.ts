import { createMachineLoad } from '../../../local/lambda/machine-load';

/** Milliseconds that a processor worked and rested. */
type Span = readonly [busy: number, idle: number];

/** Two processors, whose counters go on as a test says; they do not start at nothing. */
function machine() {
  const processors = [times(7_000, 90_000), times(3_000, 95_000)];
  const loop = { active: 5_000, idle: 9_000, utilization: 0 };
  const load = createMachineLoad(
    () => processors.map((each) => ({ times: { ...each } })),
    () => ({ ...loop }),
  );
  return {
    passLoop: (active: number, idle: number) => {
      loop.active += active;
      loop.idle += idle;
    },
    isFull: () => load.isFull(),
    pass: (...spans: readonly [Span, Span]) => {
      processors.forEach((one, index) => {
        const [busy = 0, idle = 0] = spans[index] ?? [];
        one.user += busy;
        one.idle += idle;
      });
    },
  };
}

function times(user: number, idle: number) {
  return { user, nice: 0, sys: 0, idle, irq: 0 };
}

test('a machine is not full before anything was measured', () => {
  expect(machine().isFull()).toBe(false);
});

test.each<[string, string, Span, Span]>([
  ['that was idle', 'not full', [0, 100], [0, 100]],
  ['with one of two processors busy', 'not full', [100, 0], [0, 100]],
  ['that was busy nine tenths of the time', 'not full', [90, 10], [90, 10]],
  ['that was busy for more than that', 'full', [91, 9], [90, 10]],
  ['that was busy all the time', 'full', [100, 0], [100, 0]],
])('a machine %s is %s', (_what, expected, ...spans) => {
  const { isFull, pass } = machine();
  pass(...spans);
  expect(isFull()).toBe(expected === 'full');
});

test.each(['user', 'nice', 'sys', 'irq'] as const)('time in %s is work', (kind) => {
  const one = times(0, 0);
  const load = createMachineLoad(() => [{ times: { ...one } }]);
  one[kind] += 100;
  expect(load.isFull()).toBe(true);
});

test('only the time since the last answer counts', () => {
  const { isFull, pass } = machine();
  pass([1000, 0], [1000, 0]);
  expect(isFull()).toBe(true);
  pass([0, 50], [50, 0]);
  expect(isFull()).toBe(false);
});

test('too short a time changes no answer, and counts with the next', () => {
  const { isFull, pass } = machine();
  pass([100, 0], [100, 0]);
  expect(isFull()).toBe(true);
  pass([0, 19], [0, 20]);
  expect(isFull()).toBe(true);
  pass([1, 0], [0, 0]);
  expect(isFull()).toBe(false);
});

test.each([
  [89, 'not full'],
  [95, 'full'],
])('a machine whose runtime worked %d %% of the time is %s', (busy, expected) => {
  const { isFull, pass, passLoop } = machine();
  pass([50, 50], [10, 90]);
  passLoop(busy, 100 - busy);
  expect(isFull()).toBe(expected === 'full');
});

test('a machine that nobody has asked about for long is taken for full until the next question', () => {
  const { isFull, pass } = machine();
  pass([0, 5000], [0, 5000]);
  expect(isFull()).toBe(true);
  pass([10, 90], [10, 90]);
  expect(isFull()).toBe(false);
});
