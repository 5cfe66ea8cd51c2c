import { alternate, meets, ratioTo, type Comparison, type Goal } from '../../bench/comparison';

const comparison: Comparison = {
  what: 'start',
  unit: 'ms',
  series: [
    { subject: 'Gatehouse', readings: [10, 20, 30] },
    { subject: 'peer', readings: [20, 40, 60] },
    { subject: 'limit', readings: [10, 10, 10] },
  ],
  goals: [],
};

describe('a ratio', () => {
  test('is ours by theirs, unless another subject is named', () => {
    expect(ratioTo(comparison, 'peer')?.median).toBe(0.5);
    expect(ratioTo(comparison, 'limit', 'peer')?.median).toBe(4);
  });

  test('to what was not measured is none', () => {
    expect(ratioTo(comparison, 'nobody')).toBeUndefined();
    expect(ratioTo(comparison, 'peer', 'nobody')).toBeUndefined();
  });
});

describe('a goal', () => {
  test.each<{ goal: Goal; is: boolean | undefined }>([
    { goal: { against: 'peer', atMost: 0.5 }, is: true },
    { goal: { against: 'peer', atMost: 0.49 }, is: false },
    { goal: { against: 'peer', atLeast: 0.5 }, is: true },
    { goal: { against: 'peer', atLeast: 0.51 }, is: false },
    { goal: { subject: 'limit', against: 'peer', atMost: 0.25 }, is: true },
    { goal: { against: 'nobody', atMost: 1 }, is: undefined },
  ])('$goal: $is', ({ goal, is }) => {
    expect(meets(comparison, goal)).toBe(is);
  });
});

describe('an alternation', () => {
  function recorded() {
    const turns: string[] = [];
    const subject = (name: string) => ({
      name,
      measure: (isWarmUp: boolean) => {
        turns.push(isWarmUp ? `${name} warms up` : name);
        return Promise.resolve({ ms: turns.length, size: 1 });
      },
    });
    return { turns, subjects: [subject('A'), subject('B')] };
  }

  test('measures subjects in turn, after a turn that is not counted', async () => {
    const { turns, subjects } = recorded();
    const measured = await alternate(subjects, 2);
    expect(turns).toEqual(['A warms up', 'B warms up', 'A', 'B', 'A', 'B']);
    expect(measured.get('ms')).toEqual([
      { subject: 'A', readings: [3, 5] },
      { subject: 'B', readings: [4, 6] },
    ]);
    expect([...measured.keys()]).toEqual(['ms', 'size']);
  });

  test('tells of each turn on standard error when it has a label', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await alternate(recorded().subjects, 2);
    expect(write).not.toHaveBeenCalled();
    await alternate(recorded().subjects, 2, 'start');
    const lines = write.mock.calls.map(([line]) => String(line).replace(/^[\d:]{8} /, ''));
    write.mockRestore();
    expect(lines).toEqual(['start: warm-up\n', 'start: 1 of 2\n', 'start: 2 of 2\n']);
  });
});
