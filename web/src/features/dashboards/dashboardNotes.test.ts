import { describe, expect, it } from 'vitest';
import type { DashboardModel, LinkModel, VariableState } from '../../api/dashboards';
import { dashboardNotes } from './dashboardNotes';
import { timeOf } from './dashboardTime';
import { readAddress } from './dashboardUrl';

const bare: DashboardModel = { uid: 'u', title: 'T' };

function notesOf(more: Partial<DashboardModel>, variables: VariableState[] = []): string[] {
  const dashboard = { ...bare, ...more };
  const time = timeOf(dashboard, readAddress(new URLSearchParams()), Date.now());
  return dashboardNotes(dashboard, variables, time, {
    range: time.raw,
    variables: [],
    replaceVariables: (text) => text,
  });
}

describe('dashboardNotes', () => {
  it('says nothing of a file that is followed in full', () => {
    expect(
      notesOf({
        annotations: { list: [{ name: 'Annotations & Alerts', enable: true, hide: true, builtIn: 1 }] },
        links: [{ title: 'Docs', type: 'link', url: 'https://example.org' }],
        time: { from: 'now-6h', to: 'now' },
        timezone: 'utc',
        refresh: '30s',
        weekStart: '',
      }),
    ).toEqual([]);
  });

  it('names the annotations that only Grafana has, but not those switched off or asked by SQL', () => {
    const [note, ...others] = notesOf({
      annotations: {
        list: [
          { name: 'Annotations & Alerts', builtIn: 1 },
          { name: 'Written', enable: true, datasource: { type: 'grafana', uid: '-- Grafana --' } },
          { name: 'Old', enable: false, datasource: '-- Grafana --' },
          { name: 'Stops', datasource: { uid: 'andon' } },
        ],
      },
    });
    expect(note).toContain('“Annotations & Alerts”, “Written”');
    expect(note).not.toMatch(/Old|Stops/);
    expect(others).toEqual([]);
  });

  it('says which variables and links are left out, and why', () => {
    const groups: VariableState = {
      name: 'groups',
      type: 'groupby',
      hide: 0,
      options: [],
      current: { text: [], value: [] },
      error: 'Not known.',
    };
    const links = [
      { title: 'Script', type: 'link', url: 'javascript:alert(1)' },
      { title: 'Odd', type: 'odd', url: '/d/x' },
    ] as LinkModel[];
    const notes = notesOf({ links }, [groups]);
    expect(notes).toHaveLength(3);
    expect(notes[0]).toBe('The variable “groups” is left out. Not known.');
    expect(notes[1]).toContain('“javascript:alert(1)” is neither');
    expect(notes[2]).toContain('“odd” is not known');
  });

  it('says which times of the file are not followed', () => {
    const notes = notesOf({
      timezone: 'Mars/North',
      time: { from: 'yesterday', to: 'now' },
      refresh: 'auto',
      weekStart: 'monday',
      timepicker: { nowDelay: '1m' },
    });
    expect(notes).toHaveLength(5);
  });
});
