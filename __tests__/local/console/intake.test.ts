import { Intake } from '../../../local/console/intake';

describe('the intake of the console', () => {
  let now = 5000;
  const told: number[] = [];
  const open = (perSecond: number) =>
    new Intake({ perSecond, clock: () => now, onSkipped: (count) => told.push(count) });

  beforeEach(() => {
    jest.useFakeTimers();
    told.length = 0;
    now = 5000;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('keeps so many of each second, and begins anew with the next', () => {
    const intake = open(2);
    expect([intake.admits(), intake.admits(), intake.admits()]).toEqual([true, true, false]);
    now += 1000;
    expect(intake.admits()).toBe(true);
  });

  it('tells once a second how many it left out', () => {
    const intake = open(1);
    for (let at = 0; at < 5; at += 1) intake.admits();
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1000);
    expect(told).toEqual([4]);
    now += 1000;
    for (let at = 0; at < 3; at += 1) intake.admits();
    jest.advanceTimersByTime(1000);
    expect(told).toEqual([4, 2]);
  });
});
