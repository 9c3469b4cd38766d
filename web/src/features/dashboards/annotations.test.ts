import { describe, expect, it } from 'vitest';
import type { DashboardModel } from '../../api/dashboards';
import { annotationsOn, markedOf, sourcesOf, switchedOn } from './annotations';

const dashboard: DashboardModel = {
  uid: 'u',
  title: 'T',
  annotations: {
    list: [
      { name: 'Annotations & Alerts', builtIn: 1, hide: true, iconColor: 'rgba(0, 211, 255, 1)' },
      { name: 'Stops', iconColor: 'red', datasource: { uid: 'andon' }, filter: { ids: [1, 2] } },
      {
        name: 'Shifts',
        enable: false,
        hide: true,
        iconColor: '#ffff00',
        filter: { exclude: true, ids: [1] },
      },
    ],
  },
};
const panel = (id: number, sourceId?: number) => ({
  id,
  sourceId,
  type: 'timeseries',
  gridPos: { x: 0, y: 0, w: 1, h: 1 },
});

describe('annotations of a file', () => {
  it('leave out what only Grafana keeps, and know what has a switch and what is on', () => {
    const sources = sourcesOf(dashboard, 'dark');
    expect(sources.map(({ place, name, offered }) => [place, name, offered])).toEqual([
      [1, 'Stops', true],
      [2, 'Shifts', false],
    ]);
    expect([...switchedOn(dashboard)]).toEqual([0, 1]);
  });

  it('have colours that can be seen on the panel', () => {
    const yellow = (theme: 'light' | 'dark') => sourcesOf(dashboard, theme)[1]?.color;
    expect(yellow('dark')).toBe('rgb(255, 255, 0)');
    expect(yellow('light')).not.toBe('rgb(255, 255, 0)');
  });

  it('stand on the panels that the filter names, copies of a repeat too', () => {
    const answer = { annotation: 1, events: [{ time: 1, tags: [] }] };
    const marked = sourcesOf(dashboard, 'light').map((source) => markedOf(source, answer, null));
    const on = (id: number, sourceId?: number) =>
      annotationsOn(panel(id, sourceId), marked).map(({ source }) => source);
    expect(on(1)).toEqual(['Stops']);
    expect(on(2)).toEqual(['Stops', 'Shifts']);
    expect(on(3)).toEqual(['Shifts']);
    expect(on(99, 1)).toEqual(['Stops']);
  });

  it('say why they are not drawn, and what the server has to say', () => {
    const [stops] = sourcesOf(dashboard, 'light');
    if (stops === undefined) throw new Error('there is one');
    expect(markedOf(stops, { annotation: 1, error: 'No such table.' }, null)).toMatchObject({
      failed: true,
      events: [],
      notes: ['Annotation “Stops”: Not drawn: No such table.'],
    });
    expect(markedOf(stops, undefined, new Error('Away.')).notes).toEqual([
      'Annotation “Stops”: Not drawn: Away.',
    ]);
    const limited = markedOf(stops, { annotation: 1, events: [], notices: ['Only the newest.'] }, null);
    expect(limited).toMatchObject({ failed: false, notes: ['Annotation “Stops”: Only the newest.'] });
  });
});
