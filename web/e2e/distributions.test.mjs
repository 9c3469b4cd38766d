import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { launch, openPage, settled, signIn } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function opened(options) {
  const { page, complaints } = await openPage(browser, options);
  page.setDefaultTimeout(30_000);
  await signIn(page);
  // From `provisioning` beside this file, which the server must have been given.
  await page.goto('/d/e2e-distributions');
  await settled(page);
  return { page, complaints, panel: (id) => page.locator(`[data-panel-id="${id}"]`) };
}

it('counts values into buckets, tells of each by pointer and keys, and switches series off', async () => {
  const { page, complaints, panel } = await opened();
  const chart = panel(1).getByRole('img', { name: /^Temperatures\. Most frequent: .* °C/ });
  await chart.waitFor();
  const tooltip = page.getByRole('tooltip');
  await chart.focus();
  await page.keyboard.press('Home');
  await tooltip.getByText(/^-?[\d.]+ °C – -?[\d.]+ °C$/).waitFor();
  const first = await tooltip.textContent();
  await page.keyboard.press('End');
  assert.notEqual(await tooltip.textContent(), first);
  await page.keyboard.press('Escape');
  await tooltip.waitFor({ state: 'detached' });

  const bars = chart.locator('rect');
  const all = await bars.count();
  await panel(1).locator('.andon-legend-name').first().click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-panel-id="1"] .andon-histogram rect').length < count,
    all,
  );
  assert.ok((await bars.count()) > 0);
  assert.deepEqual(complaints, []);
});

it('shows counts over time, calculated or as the question counted them', async () => {
  const { page, complaints, panel } = await opened();
  for (const [id, bound] of [
    [3, /^-?[\d.]+ °C – -?[\d.]+ °C$/],
    [4, /^(≤ 50 °C|50 °C – 100 °C|100 °C – 200 °C|200 °C – \+Inf)$/],
  ]) {
    await panel(id).scrollIntoViewIfNeeded();
    const chart = panel(id).getByRole('img', { name: /Most: [\d.]+ in / });
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tooltip').getByText(bound).first().waitFor();
    await page.keyboard.press('Escape');
    await panel(id).locator('.andon-heatmap-colors').waitFor();
  }
  assert.deepEqual(await page.getByText(/is not supported/).allTextContents(), []);
  assert.deepEqual(complaints, []);
});

it('fits a phone', async () => {
  const { page, complaints, panel } = await opened(phone);
  for (const id of [1, 2, 3, 4]) {
    await panel(id).scrollIntoViewIfNeeded();
    await panel(id).getByRole('img').first().waitFor();
  }
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `the page is ${excess} px too wide`);
  assert.deepEqual(complaints, []);
});
