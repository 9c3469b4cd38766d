import type { PanelType } from '../view';

export const textType: Omit<PanelType, 'View'> = {
  assumed: {},
  understood: {
    options: ['mode', 'content', 'code.language', 'code.showLineNumbers'],
    custom: [],
    // A map of the text in the margin is of no use for something that nobody edits.
    harmless: { 'options.code.showMiniMap': [true, false, undefined] },
  },
};
