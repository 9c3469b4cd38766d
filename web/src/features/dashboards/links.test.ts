import { describe, expect, it } from 'vitest';
import { addressOf, isOwnPage, type LinkContext, safeAddress } from './links';

const CONTEXT: LinkContext = {
  range: { from: 'now-6h', to: 'now' },
  variables: [
    ['machine', 'M-01'],
    ['machine', 'M & Co'],
  ],
  replaceVariables: (text) => text.replace('$machine', 'M-01'),
};

describe('safeAddress', () => {
  it.each(['https://wiki.example/oven', 'HTTP://x', '/d/ovens', 'ovens?x=a:b', '#part', '?from=now-1h'])(
    'lets %s through',
    (url) => expect(safeAddress(url)).toBe(url),
  );

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'ftp://x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '',
  ])('refuses %j', (url) => expect(safeAddress(url)).toBeNull());
});

describe('addressOf', () => {
  it('puts values in and takes range and variables along', () => {
    const link = { title: 'x', url: '/d/x?var-m=$machine#top', keepTime: true, includeVars: true };
    expect(addressOf(link, CONTEXT)).toBe(
      '/d/x?var-m=M-01&from=now-6h&to=now&var-machine=M-01&var-machine=M+%26+Co#top',
    );
  });

  it('changes nothing that was not asked for', () => {
    expect(addressOf({ title: 'x', url: 'https://x.example/a' }, CONTEXT)).toBe('https://x.example/a');
  });

  it('checks after the values are in', () => {
    const evil = { ...CONTEXT, replaceVariables: () => 'javascript:alert(1)' };
    expect(addressOf({ title: 'x', url: '$machine' }, evil)).toBeNull();
  });
});

it('isOwnPage knows the pages of this server', () => {
  expect(['/d/x/y?a=b', '/dashboards', '/dashboards?tag=x'].every(isOwnPage)).toBe(true);
  expect(['/doc/x', 'https://x/d/y', 'd/x'].some(isOwnPage)).toBe(false);
});
