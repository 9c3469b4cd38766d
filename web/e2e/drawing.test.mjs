import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ANDON_URL, launch, openPage, settled, signIn } from './browser.mjs';

const TOKEN = process.env.ANDON_TOKEN;
const HOURS_20 = 72_000_000;
const SAMPLES = 36_000;

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

it('draws the same from the rows that lines consist of, and shows all when asked', async (test) => {
  if (!TOKEN) return test.skip('ANDON_TOKEN is not set');
  const { page, complaints } = await openPage(browser);
  page.setDefaultTimeout(30_000);
  await signIn(page);
  const to = Date.now() - 60_000;
  const machine = `DRAWN-${to}`;
  await sendZones(machine, to - HOURS_20);
  const address = `/d/multi-zone?var-machine_id=${machine}&from=${to - HOURS_20}&to=${to}&viewPanel=1`;

  await page.goto(address);
  const mark = page.getByRole('button', { name: /^Drawn from [\d,]+ rows$/ });
  await mark.waitFor();
  const reduced = await picture(page);

  await mark.click();
  await page.getByRole('button', { name: 'See all rows' }).click();
  const all = (await mark.getAttribute('aria-label')).match(/[\d,]+/)[0].replaceAll(',', '');
  await page.getByText(`of ${all} rows`).waitFor();
  await page.keyboard.press('Escape');

  await page.route('**/query', async (route) => {
    const question = route.request().postDataJSON();
    for (const panel of question.panels) delete panel.drawing;
    await route.continue({ postData: JSON.stringify(question) });
  });
  await page.goto(address);
  const whole = await picture(page);
  assert.equal(await mark.count(), 0);

  assert.equal(reduced.width, whole.width);
  assert.ok(whole.inked.length > 1000, 'there is something to compare');
  // The axis takes some of the width, so pixels are not just the columns; what moves, moves by one of them.
  const far = [
    ...strangers(whole.inked, reduced.inked, whole.width),
    ...strangers(reduced.inked, whole.inked, whole.width),
  ];
  assert.ok(far.length <= whole.inked.length / 1000, `${far.length} of ${whole.inked.length} pixels differ`);
  assert.deepEqual(complaints, []);
});

/** Two zones that wander, with a spike here and there and an hour without samples. */
async function sendZones(machine, from) {
  const step = HOURS_20 / SAMPLES;
  const level = [60, 80];
  for (let first = 0; first < SAMPLES; first += 6000) {
    const points = [];
    for (let sample = first; sample < first + 6000; sample++) {
      const timestamp = Math.floor(from + sample * step);
      level.forEach((before, zone) => {
        level[zone] = before + Math.random() - 0.5;
        const value = level[zone] + (Math.random() < 0.0005 ? 20 : 0);
        const gap = sample > 18_000 && sample < 19_800;
        if (!gap) {
          points.push({
            machine_id: machine,
            metric_type: 'multi_zone_temp',
            zone_number: zone + 1,
            timestamp,
            value,
          });
        }
      });
    }
    const response = await fetch(new URL('/api/v1/metrics', ANDON_URL), {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(points),
    });
    assert.equal(response.status, 200, await response.text());
  }
}

/** The pixels of the chart with something on them. */
async function picture(page) {
  await settled(page);
  const canvas = page.locator('[data-panel-id="1"] canvas').first();
  await canvas.waitFor();
  await page.waitForTimeout(500);
  return canvas.evaluate((element) => {
    const { width, height } = element;
    const { data } = element.getContext('2d').getImageData(0, 0, width, height);
    const inked = [];
    for (let pixel = 0; pixel < width * height; pixel++) {
      if (data[4 * pixel + 3] > 127) inked.push(pixel);
    }
    return { width, inked };
  });
}

/** Those of one picture that have nothing beside them in the other. */
function strangers(some, others, width) {
  const known = new Set(others);
  const around = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1];
  return some.filter((pixel) => !around.some((step) => known.has(pixel + step)));
}
