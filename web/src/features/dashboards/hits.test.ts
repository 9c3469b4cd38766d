import { describe, expect, it } from 'vitest';
import type { DashboardHit } from '../../api/dashboards';
import { foldersOf, matching, tagsOf } from './hits';

const hit = (title: string, tags: string[] = [], folderTitle?: string): DashboardHit => ({
  uid: title,
  title,
  url: `/d/${title}`,
  tags,
  folderTitle,
});
const HITS = [
  hit('Ovens', ['heat', 'line 2'], 'Plant'),
  hit('Energy', ['heat']),
  hit('Machines', [], 'Plant'),
];
const titles = (hits: DashboardHit[]) => hits.map(({ title }) => title);

describe('matching', () => {
  it('finds words anywhere, whatever their case', () => {
    expect(titles(matching(HITS, 'PLANT ov', null))).toEqual(['Ovens']);
    expect(titles(matching(HITS, 'heat', null))).toEqual(['Ovens', 'Energy']);
    expect(titles(matching(HITS, ' ', null))).toEqual(titles(HITS));
  });

  it('keeps to the chosen tag', () => {
    expect(titles(matching(HITS, '', 'line 2'))).toEqual(['Ovens']);
  });
});

describe('lists', () => {
  it('names each tag once', () => expect(tagsOf(HITS)).toEqual(['heat', 'line 2']));

  it('sorts folders and what is in them', () => {
    expect(foldersOf(HITS).map(({ title, hits }) => [title, ...titles(hits)])).toEqual([
      ['', 'Energy'],
      ['Plant', 'Machines', 'Ovens'],
    ]);
  });
});
