import { describe, expect, it } from 'vitest';
import { vector } from '../grafana/vectors.testing';
import { panelOf } from './frames.testing';
import { optionNotes } from './notes';
import type { PanelModel } from './panel';
import { findPanelType } from './registry';

function notesOf(panel: PanelModel): string[] {
  const found = findPanelType(panel.type);
  return found ? optionNotes(panel, found.type.understood) : ['unknown type'];
}

describe('optionNotes', () => {
  it.each(['guide', 'timeseries', 'single', 'tables'])(
    'has nothing to say of the recorded dashboard %s',
    (file) => {
      const { panels } = vector<{ panels: PanelModel[] }>(`dashboards/${file}.json`);
      const known = panels.filter((panel) => findPanelType(panel.type));
      expect(known.length).toBeGreaterThan(0);
      expect(known.flatMap(notesOf)).toEqual([]);
    },
  );

  it('names what is set and not followed, once', () => {
    const panel = panelOf('timeseries', {
      options: { timezone: ['utc'], legend: { calcs: [] }, unheardOf: false },
      fieldConfig: {
        defaults: { custom: { pointSymbol: 'square', lineWidth: 3 }, actions: [{}] },
        overrides: [
          {
            matcher: { id: 'byName', options: 'v' },
            properties: [{ id: 'custom.pointSymbol', value: 'star' }],
          },
        ],
      },
    });
    expect(notesOf(panel)).toEqual([
      'The option “options.timezone” is not supported; the panel is drawn without it.',
      'The option “custom.pointSymbol” is not supported; the panel is drawn without it.',
      'The option “actions” is not supported; the panel is drawn without it.',
    ]);
  });

  it('names values that are not supported, in defaults and in overrides', () => {
    const panel = panelOf('table', {
      fieldConfig: {
        defaults: { custom: { cellOptions: { type: 'sparkline' } } },
        overrides: [
          {
            matcher: { id: 'byName', options: 'v' },
            properties: [{ id: 'custom.cellOptions', value: { type: 'geo' } }],
          },
        ],
      },
    });
    expect(notesOf(panel)).toEqual([
      'The value “sparkline” of the option “custom.cellOptions.type” is not supported; the usual one is used.',
      'The value “geo” of the option “custom.cellOptions.type” is not supported; the usual one is used.',
    ]);
  });

  it('names matchers that find nothing', () => {
    const overrides = [{ matcher: { id: 'byMagic' }, properties: [{ id: 'unit', value: 'celsius' }] }];
    expect(notesOf(panelOf('stat', { fieldConfig: { overrides } }))).toEqual([
      'Overrides for fields “byMagic” are not supported; they are not applied.',
    ]);
  });

  it('says where links cannot be followed', () => {
    const fieldConfig = { defaults: { links: [{ title: 'Machine', url: '/d/m' }] } };
    expect(notesOf(panelOf('timeseries', { fieldConfig }))).toEqual([
      'The option “links” is not supported; the panel is drawn without it.',
    ]);
    expect(notesOf(panelOf('stat', { fieldConfig }))).toEqual([]);
  });
});
