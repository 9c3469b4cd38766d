import { describe, expect, it } from 'vitest';
import { withParameter } from '../../ui/address';
import { readAddress, withRange, withVariable } from './dashboardUrl';

const read = (text: string) => readAddress(new URLSearchParams(text));

describe('readAddress', () => {
  it('says nothing about what is not there', () => {
    expect(read('')).toEqual({
      range: null,
      timezone: null,
      refresh: null,
      viewPanel: null,
      kiosk: false,
      values: {},
    });
  });

  it('reads what Grafana writes', () => {
    expect(
      read(
        'orgId=1&from=now-6h&to=now&timezone=utc&refresh=30s&viewPanel=4&kiosk&var-machine=M-01&var-machine=M-02&var-area=$__all',
      ),
    ).toEqual({
      range: { from: 'now-6h', to: 'now' },
      timezone: 'utc',
      refresh: '30s',
      viewPanel: 4,
      kiosk: true,
      values: { machine: ['M-01', 'M-02'], area: ['$__all'] },
    });
  });

  it('reads the panel of newer links, and All of old ones', () => {
    expect(read('viewPanel=panel-12').viewPanel).toBe(12);
    expect(read('viewPanel=first').viewPanel).toBeNull();
    expect(read('var-area=All').values).toEqual({ area: ['$__all'] });
  });

  it('needs both ends of a range', () => {
    expect(read('from=now-6h').range).toBeNull();
  });
});

describe('writing', () => {
  it('replaces all values of a variable and leaves the rest alone', () => {
    const next = withVariable(new URLSearchParams('from=now-6h&to=now&var-m=a&var-m=b&var-x=1'), 'm', ['c']);
    expect(next.toString()).toBe('from=now-6h&to=now&var-x=1&var-m=c');
  });

  it('writes nothing chosen as an empty value, so that it differs from not said', () => {
    expect(readAddress(withVariable(new URLSearchParams(), 'm', [])).values).toEqual({ m: [''] });
  });

  it('survives every character in a value', () => {
    const odd = [`O'Brien & sons`, 'a=b', 'ü€🔥', '$__all', '50%', 'a+b'];
    const again = new URLSearchParams(withVariable(new URLSearchParams(), 'm', odd).toString());
    expect(readAddress(again).values).toEqual({ m: odd });
  });

  it('sets and removes ranges and parameters without touching what it was given', () => {
    const before = new URLSearchParams('refresh=5s');
    expect(withRange(before, { from: '1', to: '2' }).toString()).toBe('refresh=5s&from=1&to=2');
    expect(withParameter(before, 'refresh', null).toString()).toBe('');
    expect(before.toString()).toBe('refresh=5s');
  });
});
