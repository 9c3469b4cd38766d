import { expect, it } from 'vitest';
import { tableOf, toCsv } from './csv';

it('quotes what needs it', () => {
  expect(toCsv([['a', 'b "c"', 'd,e', 'f\ng']])).toBe('\ufeffa,"b ""c""","d,e","f\ng"\r\n');
});

it('keeps a spreadsheet from running a text, and leaves numbers alone', () => {
  expect(toCsv([['=1+1', '@x', '-12.5', '-x', '+1e3']])).toBe("\ufeff'=1+1,'@x,-12.5,'-x,+1e3\r\n");
});

it('makes texts of a frame', () => {
  const frame = {
    schema: {
      fields: [
        { name: 'Time', type: 'time' },
        { name: 'value', type: 'number', labels: { machine: 'M-01' } },
        { name: 'ok', type: 'boolean' },
      ],
    },
    data: {
      values: [
        [0, 1],
        [1.5, null],
        [true, false],
      ],
    },
  };
  expect(tableOf(frame, (time) => `t${time}`)).toEqual({
    header: ['Time', 'value {machine="M-01"}', 'ok'],
    rows: [
      ['t0', '1.5', 'true'],
      ['t1', '', 'false'],
    ],
  });
});
