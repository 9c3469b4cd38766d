import { describe, expect, it } from 'vitest';
import { blend, darken, resolveColor, textOn, withAlpha } from './theme';

const colors = ['white', '#abc', '#11223344', 'rgba(237, 129, 40, 0.89)', 'hsl(10,50%,50%)', 'nonsense', ''];

describe('colours', () => {
  it.each(colors)('“%s” can be worked with', (name) => {
    const color = resolveColor(name, 'dark');
    for (const worked of [
      withAlpha(color, 0.5),
      darken(color, 0.1),
      blend(color, '#181b1f', 0.5),
      textOn(color, 'dark'),
    ]) {
      expect(worked).toMatch(/^(#|rgb|hsl)/);
    }
    expect(withAlpha(name, 0.5)).toMatch(/^(#|rgb|hsl)/);
  });

  it('that nobody knows are grey', () => {
    expect(resolveColor('nonsense', 'dark')).toBe('#808080');
  });

  it('stay transparent when they are', () => {
    expect(withAlpha(resolveColor('transparent', 'dark'), 0.15)).toMatch(/, ?0\)$|00$/);
  });

  it('are mixed as they are seen', () => {
    expect(blend('#ff0000', '#000000', 0.5)).toBe('rgb(128, 0, 0)');
    expect(blend('hsl(0,100%,50%)', '#000000', 1)).toBe('rgb(255, 0, 0)');
  });

  it('carry text that can be read', () => {
    expect(textOn('#FADE2A', 'dark')).toBe('#000000');
    expect(textOn('#1F60C4', 'dark')).toBe('#ffffff');
  });
});
