import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { launch, openPage, signIn } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

it('adds a machine, changes it, takes it out of service and brings it back', async () => {
  const { page, complaints } = await openPage(browser);
  page.setDefaultTimeout(30_000);
  await signIn(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await page.getByRole('heading', { name: 'Machines', level: 1 }).waitFor();

  const id = `E2E press ${Date.now()}`;
  const dialog = page.getByRole('dialog');
  const row = page.getByRole('row').filter({ hasText: id });
  const edit = () => row.getByRole('button', { name: `Edit ${id}` }).click();
  await page.getByLabel('Search machines').fill(id);
  await page.getByText('No machine matches').waitFor();

  await page.getByRole('button', { name: 'Add a machine' }).click();
  await dialog.getByLabel('Id', { exact: true }).fill(id);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await row.waitFor();

  await edit();
  await dialog.getByLabel('Area').fill('Hall of tests');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row.getByRole('cell', { name: 'Hall of tests' }).waitFor();

  await edit();
  await dialog.getByRole('button', { name: 'Retire…' }).click();
  await dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await row.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Retired' }).click();
  await edit();
  await dialog.getByRole('button', { name: 'Bring back' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'In service' }).click();
  await row.waitFor();
  assert.deepEqual(complaints, []);
});
