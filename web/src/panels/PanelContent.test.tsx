import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReplaceVariables } from '../grafana/interpolate';
import { panelOf, recordedPanel, timeFrame, viewProps } from './frames.testing';
import { PanelContent } from './PanelContent';
import type { FrameJson, PanelModel, PanelViewProps } from './panel';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;
let host: HTMLElement;

// Views are loaded when they are first shown; here that shall not happen in the middle of a rendering.
beforeAll(() =>
  Promise.all([
    import('./stat/StatView'),
    import('./gauge/GaugeView'),
    import('./bargauge/BarGaugeView'),
    import('./text/TextView'),
  ]),
);

beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

async function show(
  panel: PanelModel,
  frames: FrameJson[] = [],
  more: Partial<PanelViewProps> = {},
): Promise<string[]> {
  const notes: string[] = [];
  const { prepared: _prepared, ...props } = viewProps(panelOf('text'), []);
  await act(async () => {
    root.render(
      <PanelContent
        {...props}
        panel={panel}
        frames={frames}
        onNotes={(now) => notes.splice(0, notes.length, ...now)}
        {...more}
      />,
    );
  });
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(host.querySelector('[aria-busy]')).toBeNull();
  }, 20_000);
  return notes;
}

const note = createReplaceVariables({
  variables: {
    note: {
      type: 'textbox',
      multi: false,
      includeAll: false,
      value: ['<img src=x onerror=alert(1)>'],
      text: [''],
      options: [],
    },
  },
  range: { from: 0, to: 1 },
  timeZone: 'utc',
  dashboard: { uid: 'd', title: 'D' },
});

describe('PanelContent', () => {
  it('says which panel it cannot show, and why', async () => {
    const notes = await show(panelOf('geomap', { title: 'Where the machines are' }));
    expect(host.textContent).toContain('“Where the machines are” (geomap)');
    expect(notes).toEqual(['Panels of the type “geomap” are not supported.']);
  });

  it('draws a panel of an older type as its successor, with a note', async () => {
    const notes = await show(panelOf('singlestat'), [timeFrame(['v', [58]])]);
    expect(host.textContent).toContain('58');
    expect(notes[0]).toContain('singlestat');
  });

  it('catches a panel that fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = { schema: null, data: null } as unknown as FrameJson;
    await show(panelOf('stat', { title: 'Broken' }), [broken]);
    expect(host.textContent).toContain('The panel “Broken” (stat) could not be drawn.');
    vi.restoreAllMocks();
  });

  it('shows a stat with name, value and unit', async () => {
    await show(recordedPanel('single', 'Stat value none'), [timeFrame(['M-01', [73.9]], ['M-02', [74.1]])]);
    expect([...host.querySelectorAll('.andon-stat')].map((cell) => cell.textContent)).toEqual([
      'M-0173.9 °C',
      'M-0274.1 °C',
    ]);
  });

  it('names gauges and bars for those who do not see them', async () => {
    await show(recordedPanel('single', 'Gauge'), [timeFrame(['M-01', [73.9]])]);
    expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('M-01: 73.9 °C');
    await show(recordedPanel('single', 'Bar gauge basic'), [timeFrame(['M-02', [74.1]])]);
    expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('M-02: 74.1 °C');
  });
});

describe('text panel', () => {
  it('renders markdown', async () => {
    const panel = recordedPanel('single', '');
    await show(panel);
    expect(host.querySelector('h2')?.textContent).toBe('Shift note');
    expect(host.querySelector('code')?.textContent).toBe('PA66-GF30');
    expect(host.querySelector('td')?.textContent).toBe('A');
  });

  it.each(['markdown', 'html'])('lets neither its own text nor a value run scripts in %s', async (mode) => {
    const content = 'Now: $note <script>alert(2)</script><a href="javascript:alert(3)">x</a>';
    await show(panelOf('text', { options: { mode, content } }), [], { replaceVariables: note });
    expect(host.querySelector('script, img')).toBeNull();
    expect(host.innerHTML).not.toContain('javascript:');
    expect(host.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('shows code as it is', async () => {
    await show(panelOf('text', { options: { mode: 'code', content: '<b>1</b>\n2' } }));
    expect(host.querySelector('b')).toBeNull();
    expect(host.querySelectorAll('code')).toHaveLength(2);
  });
});
