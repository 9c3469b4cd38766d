import { expect, it } from 'vitest';
import { NOW, rejection } from './account.testing';
import { refusalOf, refusalsOf } from './refusals';
import { groupsOf } from './rejections';
import { skewAdvice, skewText } from './skewWords';

it('says which way a clock is off', () => {
  expect([800, -75_000, 20, -20].map(skewText)).toEqual([
    '0.8 s behind',
    '1 min 15 s ahead',
    'exact',
    'exact',
  ]);
});

it('says what to do about a clock', () => {
  expect(skewAdvice(192_000)).toMatch(/^The newest points of this machine are 3 min 12 s old .*NTP/);
  expect(skewAdvice(-75_000)).toMatch(/^The clock of this machine is 1 min 15 s ahead.*NTP/);
});

it('lists refusals by how often, and lets an unknown one speak for itself', () => {
  expect(refusalsOf({ malformed: 1, overloaded: 5, failed: 0 })).toEqual([
    { category: 'overloaded', requests: 5 },
    { category: 'malformed', requests: 1 },
  ]);
  expect(refusalOf('overloaded').title).toBe('Queue full');
  expect(refusalOf('not-yet-invented')).toEqual({ title: 'Not yet invented', meaning: '' });
});

it('tells rejections that go on from those that are over', () => {
  const often = rejection('often', { count: 9 });
  const seldom = rejection('seldom');
  const over = rejection('over', { count: 99, lastSeen: NOW - 600_001 });
  expect(groupsOf([over, seldom, often], NOW)).toEqual({ recent: [often, seldom], earlier: [over] });
});
