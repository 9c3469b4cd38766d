import { describe, expect, it } from 'vitest';
import { describeFilter, filterExpression, readFilter, writeFilter } from './filters';

describe('filters in the address', () => {
  it('reads and writes what Grafana does', () => {
    const plain = { key: 'machine_id', operator: '=', values: ['M-01'] };
    expect(writeFilter(plain)).toBe('machine_id|=|M-01');
    expect(readFilter('machine_id|=|M-01')).toMatchObject(plain);
    const hard = { key: 'a|b', operator: '!=|', values: ['x,y', 'z#', 'w|'] };
    expect(writeFilter(hard)).toBe('a__gfp__b|!=__gfp__|x__gfc__y|z__gfh__|w__gfp__');
    expect(readFilter(writeFilter(hard))).toMatchObject(hard);
  });

  it('keeps labels', () => {
    const written = 'machine_id,Machine|=|M-01,Extruder__gfc__ 1';
    const filter = readFilter(written);
    expect(filter && describeFilter(filter)).toBe('Machine = Extruder, 1');
    expect(filter && writeFilter(filter)).toBe(written);
  });

  it('takes one value where the operator takes one, and no word of where it came from', () => {
    expect(readFilter('zone|=|1|2')?.values).toEqual(['1']);
    expect(readFilter('zone|=__gfp__|1|2#dashboard#restorable')?.values).toEqual(['1', '2']);
  });

  it.each(['', 'x', 'a|=', 'a|=|', '|=|b', 'a||b'])('leaves out %j, which has no value yet', (written) => {
    expect(readFilter(written)).toBeNull();
  });
});

describe('filterExpression', () => {
  it('is what Grafana puts into texts', () => {
    expect(
      filterExpression([
        { key: 'a', operator: '=', values: ['x"\\y'] },
        { key: 'b', operator: '=|', values: ['1', '2'] },
        { key: 'c', operator: '!=|', values: ['1.5', '2'] },
      ]),
    ).toBe('a="x\\"\\\\y",b=~"1|2",c!~"1\\\\.5|2"');
  });
});
