import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, it } from 'node:test';
import { dashboards, launch, openPage, settled, signIn } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The pages beside dashboards, each with its heading. */
const OWN_PAGES = [
  { url: '/ingest', title: 'Ingest' },
  { url: '/machines', title: 'Machines' },
  { url: '/storage', title: 'Storage' },
];

let browser;
let page;
let context;
let complaints;

before(async () => {
  browser = await launch();
});
afterEach(() => context.close());
after(() => browser.close());

async function fresh(options) {
  ({ page, context, complaints } = await openPage(browser, options));
}

async function openOwn(url, title) {
  await page.goto(url);
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

async function fits(title) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `${title} is ${excess} px too wide`);
}

/** The colours of values come from the dashboard file, so their contrast is its author's; everything else is ours. */
async function seriousViolations() {
  // Playwright's own evaluation is not subject to the page's content security policy; a script element would be.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    const ofAuthor = ({ target }) =>
      document.querySelector(target.at(-1))?.closest('[data-panel-body]') != null;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({
        id,
        nodes: id === 'color-contrast' ? nodes.filter((each) => !ofAuthor(each)) : nodes,
      }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}

for (const colorScheme of ['light', 'dark']) {
  it(`has no serious accessibility violation (${colorScheme})`, async () => {
    await fresh({ colorScheme });
    await page.goto('/login');
    await page.getByLabel('User').waitFor();
    assert.deepEqual(await seriousViolations(), [], 'sign-in');
    await signIn(page);
    assert.deepEqual(await seriousViolations(), [], 'list');
    for (const { url, title } of OWN_PAGES) {
      await openOwn(url, title);
      assert.deepEqual(await seriousViolations(), [], title);
    }
    for (const { url, title } of await dashboards(page)) {
      await page.goto(url);
      await settled(page);
      assert.deepEqual(await seriousViolations(), [], title);
    }
  });
}

it('fits a phone without scrolling sideways', async () => {
  await fresh({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(page);
  for (const { url, title } of [{ url: '/dashboards', title: 'Dashboards' }, ...OWN_PAGES]) {
    await openOwn(url, title);
    await fits(title);
  }
  for (const { url, title } of await dashboards(page)) {
    await page.goto(url);
    await settled(page);
    await fits(title);
  }
  assert.deepEqual(complaints, []);
});
