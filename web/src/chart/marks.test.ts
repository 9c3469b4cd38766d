import { describe, expect, it } from 'vitest';
import type { Annotation } from '../panels/panel';
import { bandsOf, linesOf, markersOf } from './marks';

const range = { from: 1000, to: 2000 };
const at = (time: number, timeEnd?: number, color = 'red'): Annotation => ({
  time,
  timeEnd,
  tags: [],
  source: 'Stops',
  color,
});

describe('markersOf', () => {
  it('puts those that are closer than a finger under one marker, in the order of time', () => {
    const markers = markersOf([at(1500), at(1020), at(1000)], range, 1000);
    expect(markers.map(({ x, annotations }) => [x, annotations.length])).toEqual([
      [0, 2],
      [500, 1],
    ]);
    expect(markers[0]?.annotations.map(({ time }) => time)).toEqual([1000, 1020]);
  });

  it('keeps what reaches into the range at its left end, and leaves out what does not', () => {
    const markers = markersOf([at(500, 1200), at(500), at(500, 900), at(2001)], range, 100);
    expect(markers.map(({ x }) => x)).toEqual([0]);
  });

  it('makes no more markers than fit, however many annotations there are', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => at(1000 + i / 10));
    const markers = markersOf(many, range, 480);
    expect(markers.length).toBeLessThanOrEqual(20);
    expect(markers.reduce((sum, { annotations }) => sum + annotations.length, 0)).toBe(10_000);
  });
});

describe('linesOf', () => {
  it('has both edges of a stretch, unless they lie outside', () => {
    const lines = linesOf([at(1100, 1300), at(500, 1400), at(1900, 2500)], range, 1000, 6);
    expect(lines.map(({ x }) => x)).toEqual([100, 300, 400, 900]);
  });

  it('leaves room between those of one colour', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => at(1000 + i / 10));
    expect(linesOf(many, range, 480, 6)).toHaveLength(81);
    expect(linesOf([at(1100), at(1101), at(1101, undefined, 'blue')], range, 1000, 6)).toHaveLength(2);
  });
});

describe('bandsOf', () => {
  it('joins stretches of one colour that overlap, and no others', () => {
    const bands = bandsOf(
      [at(1100, 1300), at(1200, 1250), at(1300, 1400), at(1500, 1600), at(1250, 1550, 'blue'), at(1700)],
      range,
    );
    expect(bands).toEqual([
      { from: 1100, to: 1400, color: 'red' },
      { from: 1250, to: 1550, color: 'blue' },
      { from: 1500, to: 1600, color: 'red' },
    ]);
  });
});
