import {
  Combobox,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
} from '@mantine/core';

const steel: MantineColorsTuple = [
  '#eef3f8',
  '#dbe4ee',
  '#b7c9dd',
  '#90acca',
  '#6e93ba',
  '#5883b0',
  '#4674a3',
  '#36618d',
  '#2b5079',
  '#1f4066',
];

const dark: MantineColorsTuple = [
  '#d9dee4',
  '#bcc4cd',
  '#9aa5b1',
  '#77828e',
  '#39424c',
  '#2b323a',
  '#21262d',
  '#181c21',
  '#13171b',
  '#0d1013',
];

/** What lies over panels needs an edge: both are of one colour. */
const raised = { dropdown: { borderColor: 'var(--andon-border)' } };

export const theme = createTheme({
  primaryColor: 'steel',
  primaryShade: { light: 7, dark: 6 },
  colors: { steel, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  defaultRadius: 4,
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Popover: Popover.extend({ styles: raised }),
    Menu: Menu.extend({ styles: raised }),
    Combobox: Combobox.extend({ styles: raised }),
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
  },
});

/** Mantine's own secondary text is too pale for small print (WCAG AA asks for 4.5 : 1). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--andon-muted)',
    '--mantine-color-placeholder': 'var(--andon-muted)',
    '--mantine-color-text': 'var(--andon-text)',
    '--mantine-color-body': 'var(--andon-surface)',
    '--mantine-color-error': 'var(--andon-alarm)',
    '--mantine-color-anchor': 'var(--andon-accent)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--andon-muted)',
    '--mantine-color-placeholder': 'var(--andon-muted)',
    '--mantine-color-text': 'var(--andon-text)',
    '--mantine-color-body': 'var(--andon-surface)',
    '--mantine-color-error': 'var(--andon-alarm)',
    '--mantine-color-anchor': 'var(--andon-accent)',
  },
});
