import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { launch, openPage, signIn } from './browser.mjs';

let browser;
let page;
let context;
let complaints;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('storage', () => {
  beforeEach(async () => {
    await context?.close();
    ({ page, context, complaints } = await openPage(browser));
    page.setDefaultTimeout(30_000);
    await signIn(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
    await page.getByRole('heading', { name: 'Storage', level: 1 }).waitFor();
  });

  it('shows as many points as the server says it holds, by metric too', async () => {
    await page.getByRole('region', { name: 'Metrics and their size' }).getByRole('table').waitFor();
    const { sizes } = await (await page.request.get('/api/v1/storage')).json();
    const sum = (amounts) => amounts.reduce((all, { points }) => all + points, 0);
    assert.ok(sizes.raw.points > 0);
    assert.equal(sum(sizes.metrics.map(({ raw }) => raw)), sizes.raw.points);
    assert.equal(sum(sizes.days), sizes.raw.points + sizes.sealed.points);
    assert.equal(await page.getByRole('img', { name: /^Points of each day/ }).count(), 1);
    await page.getByText('Nothing was removed yet.').waitFor();
    assert.deepEqual(complaints, []);
  });

  it('sorts the metrics with the keyboard', async () => {
    const heading = page
      .getByRole('table')
      .first()
      .getByRole('columnheader', { name: 'Points', exact: true });
    await heading.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(complaints, []);
  });
});
