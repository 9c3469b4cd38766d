import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { launch, openPage, settled, signIn } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

// From `provisioning` beside this file, which the server must have been given.
it('marks what happened on the charts, and says what it was to pointer and keyboard', async () => {
  const { page, complaints } = await openPage(browser);
  page.setDefaultTimeout(30_000);
  await signIn(page);
  await page.goto('/d/e2e-annotations');
  await settled(page);
  const markers = (panel) =>
    page.locator(`[data-panel-id="${panel}"]`).getByRole('toolbar', { name: 'Annotations' });
  const switches = page.getByRole('region', { name: 'Annotations' });

  const belt = markers(1).getByRole('button', { name: /^Belt, Belt torn.*, belt, early shift$/ });
  await belt.hover();
  const tooltip = page.getByRole('tooltip');
  await tooltip.getByText('early shift').waitFor();
  assert.equal(await tooltip.locator('b').textContent(), 'torn');
  assert.equal(await tooltip.locator('script').count(), 0);

  await markers(1)
    .getByRole('button', { name: /annotations of Orders/ })
    .first()
    .waitFor();
  await markers(2).getByRole('button', { name: /^Jam/ }).waitFor();
  assert.equal(
    await markers(2)
      .getByRole('button', { name: /Orders/ })
      .count(),
    0,
    'the filter leaves panel 2 out',
  );

  await belt.focus();
  await page.keyboard.press('ArrowRight');
  await tooltip.getByText('Cleared by hand').waitFor();
  assert.match(await tooltip.textContent(), / – /, 'an end');
  await page.keyboard.press('Escape');
  await tooltip.waitFor({ state: 'detached' });

  const stops = switches.getByRole('button', { name: 'Stops' });
  assert.equal(await stops.getAttribute('aria-pressed'), 'true');
  await stops.click();
  await belt.waitFor({ state: 'detached' });
  await switches.getByRole('button', { name: 'Off' }).click();
  await markers(1)
    .getByRole('button', { name: /^switched on/ })
    .waitFor();

  // One that fails shows itself although the file hides it, and the panels stand.
  await switches.getByRole('button', { name: 'Broken' }).waitFor();
  await page.getByRole('button', { name: 'One note' }).first().click();
  await page.getByText(/Annotation “Broken”: Not drawn: .*no_such_table/).waitFor();
  assert.deepEqual(complaints, []);
});
