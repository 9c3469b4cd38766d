// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names and links of dashboards are written like that
import { describe, expect, it } from 'vitest';
import type { FrameJson, PanelModel } from '../panels/panel';
import { display, linksOf, textOf } from './display';
import { displayNameOf, prepareFrames } from './frames';
import { createReplaceVariables } from './interpolate';

const table: FrameJson = {
  schema: {
    refId: 'A',
    fields: [
      { name: 'machine', type: 'string' },
      { name: 'temperature', type: 'number' },
    ],
  },
  data: {
    values: [
      ['M-01', 'M-02', 'M-03'],
      [70, 80, 90],
    ],
  },
};

const replaceVariables = createReplaceVariables({
  variables: {
    limit: { type: 'custom', multi: false, includeAll: false, value: ['75'], text: ['75'], options: [] },
  },
  range: { from: 1742371200000, to: 1742378400000 },
  timeZone: 'utc',
  dashboard: { uid: 'd', title: 'D' },
});

function prepare(frames: FrameJson[], panel: Pick<PanelModel, 'fieldConfig' | 'transformations'>) {
  return prepareFrames(frames, { panel, defaults: {}, theme: 'dark', timeZone: 'utc', replaceVariables });
}

describe('transformations', () => {
  it('run in their order, with variables in their options', () => {
    const { frames, notes } = prepare([table], {
      transformations: [
        {
          id: 'filterByValue',
          options: {
            type: 'include',
            match: 'all',
            filters: [{ fieldName: 'temperature', config: { id: 'greater', options: { value: 75 } } }],
          },
        },
        { id: 'organize', options: { renameByName: { temperature: 'above $limit' } } },
        { id: 'sortBy', options: { sort: [{ field: 'above 75', desc: true }] } },
      ],
    });
    expect(notes).toEqual([]);
    expect(frames[0]?.fields.map((field) => field.values)).toEqual([
      ['M-03', 'M-02'],
      [90, 80],
    ]);
    expect(frames[0]?.fields[1] && displayNameOf(frames[0].fields[1], frames[0], frames)).toBe('above 75');
  });

  it('that are switched off do nothing', () => {
    const { frames } = prepare([table], {
      transformations: [{ id: 'limit', options: { limitField: 1 }, disabled: true }],
    });
    expect(frames[0]?.length).toBe(3);
  });

  it('work on the frames that their filter names, and leave the others in their place', () => {
    const other = { ...table, schema: { ...table.schema, refId: 'B' } };
    const { frames } = prepare([table, other], {
      transformations: [
        { id: 'limit', options: { limitField: 1 }, filter: { id: 'byRefId', options: 'B' } } as unknown as {
          id: string;
        },
      ],
    });
    expect(frames.map((frame) => [frame.refId, frame.length])).toEqual([
      ['A', 3],
      ['B', 1],
    ]);
  });

  it('that are not known are named, and the data is kept', () => {
    const { frames, notes } = prepare([table], {
      transformations: [{ id: 'regression' }, { id: 'limit', options: { limitField: 2 } }],
    });
    expect(frames[0]?.length).toBe(2);
    expect(notes).toEqual([
      'The transformation “regression” is not supported; the data is shown without it.',
    ]);
  });

  it('join frames by a field, under the older name too', () => {
    const other: FrameJson = {
      schema: {
        refId: 'B',
        fields: [
          { name: 'machine', type: 'string' },
          { name: 'power', type: 'number' },
        ],
      },
      data: {
        values: [
          ['M-01', 'M-03'],
          [1, 3],
        ],
      },
    };
    for (const id of ['joinByField', 'seriesToColumns']) {
      const { frames } = prepare([table, other], {
        transformations: [{ id, options: { byField: 'machine' } }],
      });
      expect(frames).toHaveLength(1);
      expect(frames[0]?.fields.map((field) => field.name)).toEqual(['machine', 'temperature', 'power']);
    }
  });

  it('do not change what came from the server', () => {
    const before = JSON.stringify(table);
    prepare([table], {
      transformations: [{ id: 'sortBy', options: { sort: [{ field: 'temperature', desc: true }] } }],
    });
    expect(JSON.stringify(table)).toBe(before);
  });
});

describe('field rules', () => {
  const temperatureOf = (panel: Parameters<typeof prepare>[1]) => {
    const field = prepare([table], panel).frames[0]?.fields[1];
    if (!field) {
      throw new Error('no field');
    }
    return field;
  };

  it('apply overrides in their order, own options included', () => {
    const field = temperatureOf({
      fieldConfig: {
        defaults: { unit: 'percent', custom: { lineWidth: 1 } },
        overrides: [
          {
            matcher: { id: 'byName', options: 'temperature' },
            properties: [{ id: 'unit', value: 'celsius' }],
          },
          {
            matcher: { id: 'byRegexp', options: '/^temp/' },
            properties: [
              { id: 'decimals', value: 2 },
              { id: 'custom.lineWidth', value: 3 },
            ],
          },
          { matcher: { id: 'byType', options: 'string' }, properties: [{ id: 'unit', value: 'volt' }] },
        ],
      },
    });
    expect(textOf(display(field, 70))).toBe('70.00 °C');
    expect(field.config.custom).toMatchObject({ lineWidth: 3 });
  });

  it('take null as the open end of thresholds, in overrides too', () => {
    const thresholds = {
      mode: 'absolute',
      steps: [
        { color: 'blue', value: null },
        { color: 'red', value: 75 },
      ],
    };
    const field = temperatureOf({
      fieldConfig: {
        defaults: { color: { mode: 'thresholds' } },
        overrides: [
          {
            matcher: { id: 'byName', options: 'temperature' },
            properties: [{ id: 'thresholds', value: thresholds }],
          },
        ],
      },
    });
    expect([display(field, -1e9).color, display(field, 75).color]).toEqual(['#5794F2', '#F2495C']);
  });

  it('fill variables of the dashboard, of the field and of the row into names and links', () => {
    const field = temperatureOf({
      fieldConfig: {
        defaults: {
          displayName: '${__field.name} over $limit',
          links: [
            {
              title: 'Machine ${__data.fields.machine}',
              url: '/d/machine?var-machine_id=${__data.fields.machine}&v=${__value.numeric}',
            },
          ],
        },
      },
    });
    expect(field.config.displayName).toBe('temperature over 75');
    expect(linksOf(field, 1)).toMatchObject([
      { title: 'Machine M-02', href: '/d/machine?var-machine_id=M-02&v=80' },
    ]);
  });

  it('decode what JSON cannot say', () => {
    const frame: FrameJson = {
      schema: { fields: [{ name: 'v', type: 'number' }] },
      data: { values: [[1, null, null, null]], entities: [{ NaN: [1], Inf: [2], NegInf: [3] }] },
    };
    expect(prepare([frame], {}).frames[0]?.fields[0]?.values).toEqual([
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('survive no frames and frames without fields', () => {
    expect(prepare([], {}).frames).toEqual([]);
    expect(prepare([{ schema: { fields: [] }, data: { values: [] } }], {}).frames[0]?.length).toBe(0);
  });
});
