import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { launch, openPage, settled, signIn } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function opened(options) {
  const { page, complaints } = await openPage(browser, options);
  page.setDefaultTimeout(30_000);
  await signIn(page);
  // From `provisioning` beside this file, which the server must have been given.
  await page.goto('/d/e2e-filters');
  await settled(page);
  return { page, complaints, filters: page.getByRole('group', { name: 'Filters' }) };
}

const chosen = (page) => new URL(page.url()).searchParams.getAll('var-Filters');
const machinesShown = (page) =>
  page
    .locator('[data-panel-id="1"] tbody tr td:first-child')
    .allTextContents()
    .then((texts) => new Set(texts));

it('filters a dashboard by what its file says, by more, and by nothing', async () => {
  const { page, complaints, filters } = await opened();
  await filters.getByRole('button', { name: 'Change filter zone_number = 1' }).waitFor();
  await page.getByText('Points of zone_number="1"').waitFor();
  const all = await machinesShown(page);
  assert.ok(all.size > 1);

  await filters.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('combobox', { name: 'Key' }).fill('machine_id');
  await page.getByLabel('Operator').selectOption('=|');
  const value = page.getByRole('combobox', { name: 'Value' });
  const [first, second] = [...all];
  for (const each of [first, second]) {
    await value.fill(each);
    await page.getByRole('option', { name: each, exact: true }).click();
    await page.getByRole('button', { name: `Remove value ${each}` }).waitFor();
  }
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-panel-id="1"] tbody tr').length === 2);
  assert.deepEqual(chosen(page), ['zone_number|=|1', `machine_id|=__gfp__|${first}|${second}`]);

  await page.reload();
  await settled(page);
  assert.deepEqual([...(await machinesShown(page))], [first, second]);
  for (const name of [/^Remove filter zone_number/, /^Remove filter machine_id/]) {
    await filters.getByRole('button', { name }).click();
  }
  await page.getByText('Points of', { exact: true }).waitFor();
  assert.deepEqual(chosen(page), ['']);

  await page.goto(`/d/e2e-filters?var-Filters=machine_id|=|${first}`);
  await page.getByText(`Points of machine_id="${first}"`).waitFor();
  assert.deepEqual(complaints, []);
});

it('needs no mouse, and fits a phone', async () => {
  const { page, complaints, filters } = await opened({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await filters.getByRole('button', { name: 'Add filter' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Key' }).waitFor();
  await page.keyboard.type('area');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('no such, area');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change filter area = no such, area' }).waitFor();
  assert.deepEqual(chosen(page), ['zone_number|=|1', 'area|=|no such__gfc__ area']);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `the page is ${excess} px too wide`);
  assert.deepEqual(complaints, []);
});
