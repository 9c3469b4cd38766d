import { describe, expect, it } from 'vitest';
import { machine, NOW } from './account.testing';
import { concernCounts, isSilent, isSkewed, matching, SILENT_AFTER } from './health';

const silent = machine('Oven-1', { lastSeen: NOW - SILENT_AFTER - 1 });
const rejecting = machine(null, { rejected: 3 });
const fast = machine('Oven-2', { clockSkewMillis: -60_001 });
const good = machine('Press 1');
const all = [silent, rejecting, fast, good];

describe('what is wrong with a machine', () => {
  it('is silent after five minutes, not before', () => {
    expect(isSilent(silent, NOW)).toBe(true);
    expect(isSilent(machine('M', { lastSeen: NOW - SILENT_AFTER }), NOW)).toBe(false);
  });

  it('is off by more than a minute in either direction, if anything is known', () => {
    expect(
      [-60_001, -60_000, 0, 60_000, 60_001, null].map((clockSkewMillis) =>
        isSkewed(machine('M', { clockSkewMillis })),
      ),
    ).toEqual([true, false, false, false, true, false]);
  });

  it('is counted', () => {
    expect(concernCounts(all, NOW)).toEqual({ silent: 1, rejected: 1, clock: 1 });
  });
});

describe('matching', () => {
  it('finds every word anywhere in a name, whatever its case', () => {
    expect(matching(all, 'OVEN', null, NOW)).toEqual([silent, fast]);
    expect(matching(all, '1 press', null, NOW)).toEqual([good]);
  });

  it('finds points without a usable machine by what the table calls them', () => {
    expect(matching(all, 'usable', null, NOW)).toEqual([rejecting]);
  });

  it('keeps to the chosen concern', () => {
    expect(matching(all, '', 'silent', NOW)).toEqual([silent]);
    expect(matching(all, '', 'rejected', NOW)).toEqual([rejecting]);
    expect(matching(all, 'oven', 'clock', NOW)).toEqual([fast]);
  });

  it('leaves a list alone that nothing narrows', () => expect(matching(all, ' ', null, NOW)).toBe(all));
});
