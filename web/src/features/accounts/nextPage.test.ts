import { describe, expect, it } from 'vitest';
import { nextPage, waitText } from './nextPage';

describe('nextPage', () => {
  it('goes back to where the user wanted to go', () => {
    expect(nextPage('/d/plant/ovens?from=now-6h&var-area=A')).toBe('/d/plant/ovens?from=now-6h&var-area=A');
  });

  it.each([
    null,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/login?next=/',
  ])('goes to the dashboards instead of %s', (wanted) => expect(nextPage(wanted)).toBe('/dashboards'));
});

describe('waitText', () => {
  it.each([
    [1, 'in 1 second'],
    [59, 'in 59 seconds'],
    [60, 'in 1 minute'],
    [61, 'in 2 minutes'],
  ])('%i s', (seconds, text) => expect(waitText(seconds)).toBe(text));
});
