import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ANDON_URL, launch, openPage, signIn } from './browser.mjs';

const TOKEN = process.env.ANDON_TOKEN;

let browser;
let page;
let context;
let complaints;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('ingest', () => {
  beforeEach(async () => {
    await context?.close();
    ({ page, context, complaints } = await openPage(browser));
    page.setDefaultTimeout(30_000);
    await signIn(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Ingest' }).click();
    await page.getByRole('heading', { name: 'Ingest', level: 1 }).waitFor();
  });

  it('shows the points of a machine, and why one of them was not stored', async (test) => {
    if (!TOKEN) return test.skip('ANDON_TOKEN is not set');
    const machine = `E2E-${Date.now()}`;
    const point = (more) => ({ machine_id: machine, metric_type: 'temperature', value: 71.5, ...more });
    const now = Date.now();
    const answer = await send([
      point({ timestamp: now - 1000 }),
      point({ timestamp: now - 2000 }),
      point({ timestamp: now + 3_600_000 }),
    ]);
    assert.equal(answer.rejected, 1);

    await page.getByLabel('Search machines').fill(machine);
    const row = page.getByRole('row').filter({ hasText: machine });
    await row.waitFor();
    const cells = await row.getByRole('cell').allTextContents();
    assert.deepEqual([cells[0], cells[2], cells[3]], [machine, '3', '1']);
    const rejections = page.getByRole('region', { name: 'Rejections' });
    await rejections.getByText(answer.errors[0].reason, { exact: true }).waitFor();
    await rejections.getByText(machine, { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  });

  it('sorts the machines with the keyboard', async () => {
    const heading = page
      .getByRole('table')
      .first()
      .getByRole('columnheader', { name: 'Received', exact: true });
    await heading.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(complaints, []);
  });

  it('says that its numbers are old while the server is away, and goes on by itself', async () => {
    await page.route('**/api/v1/ingest', (route) => route.abort());
    await page.getByRole('alert').filter({ hasText: 'Andon cannot be reached' }).waitFor();
    await page.getByText('Received', { exact: true }).first().waitFor();
    await page.unroute('**/api/v1/ingest');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
  });
});

async function send(points) {
  const response = await fetch(new URL('/api/v1/metrics', ANDON_URL), {
    method: 'POST',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(points),
  });
  assert.equal(response.status, 200);
  return response.json();
}
