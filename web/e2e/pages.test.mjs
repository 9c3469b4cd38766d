import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ANDON_URL, dashboards, launch, openPage, settled, signIn } from './browser.mjs';

const PATIENCE = 30_000;

let browser;
let page;
let context;
let complaints;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function fresh(options) {
  await context?.close();
  ({ page, context, complaints } = await openPage(browser, options));
  page.setDefaultTimeout(PATIENCE);
}

const noComplaints = () => assert.deepEqual(complaints, []);

/** Opens dashboards one after the other until `use` finds what it needs in one of them. */
async function inSomeDashboard(use) {
  for (const { url } of await dashboards(page)) {
    await page.goto(url);
    await settled(page);
    if (await use()) return;
  }
  assert.fail('No dashboard of this server has what the test needs');
}

describe('without a session', () => {
  beforeEach(() => fresh());

  it('refuses a wrong password and says so', async () => {
    await page.goto('/login');
    await page.getByLabel('User').fill('nobody');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    assert.ok(page.url().includes('/login'));
    noComplaints();
  });

  it('goes to the page that was wanted, once signed in', async () => {
    await page.goto('/dashboards?query=x');
    await page.waitForURL(/\/login\?next=/);
    await page.getByLabel('User').fill(process.env.ANDON_USER ?? 'admin');
    await page.getByLabel('Password', { exact: true }).fill(process.env.ANDON_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/dashboards\?query=x$/);
    noComplaints();
  });

  it('signs out, and asks again afterwards', async () => {
    await signIn(page);
    await page.getByRole('button', { name: /^User / }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login/);
    await page.goto('/dashboards');
    await page.waitForURL(/\/login/);
    noComplaints();
  });

  it('keeps the page when the session ends under it', async () => {
    await signIn(page);
    const [{ url }] = await dashboards(page);
    await page.goto(url);
    await settled(page);
    await context.clearCookies({ name: 'ANDON_SESSION' });
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.waitForURL((address) => address.searchParams.get('next')?.startsWith(url) ?? false);
  });
});

describe('signed in', () => {
  beforeEach(async () => {
    await fresh();
    await signIn(page);
  });

  it('opens every dashboard, and no panel in view stays blank', async () => {
    for (const { url, title } of await dashboards(page)) {
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await settled(page);
      const blank = await page.locator('[data-panel-id]').evaluateAll((panels) =>
        panels
          .filter((panel) => panel.getBoundingClientRect().top < innerHeight)
          .map((panel) => panel.lastElementChild)
          .filter(
            (body) =>
              body.textContent.trim() === '' && body.querySelector('canvas, svg, [role=img]') === null,
          )
          .map((body) => body.parentElement.dataset.panelId),
      );
      assert.deepEqual(blank, [], `blank panels in ${title}`);
    }
    noComplaints();
  });

  it('changes a variable, tells the server, and takes it back with the back button', async () => {
    await inSomeDashboard(async () => {
      const selects = page
        .getByRole('region', { name: 'Variables' })
        .locator('button[aria-haspopup=listbox]');
      for (const select of await selects.all()) {
        await select.click();
        const other = page.locator(
          '[role=option][aria-selected=false]:visible, [role=option]:not([data-combobox-active]):visible',
        );
        if ((await other.count()) === 0) {
          await page.keyboard.press('Escape');
          continue;
        }
        const before = page.url();
        const asked = page.waitForRequest(/\/query$/);
        await other.last().click();
        await page.keyboard.press('Escape');
        await page.waitForURL(/[?&]var-/);
        await asked;
        await settled(page);
        await page.goBack();
        await page.waitForURL(before);
        return true;
      }
      return false;
    });
    noComplaints();
  });

  it('changes the range, refuses one that cannot be read, and zooms out', async () => {
    const [{ url }] = await dashboards(page);
    await page.goto(url);
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByLabel('From').fill('the day before');
    await page.getByText('Write a time like').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Apply' }).isDisabled());
    await page.getByRole('button', { name: 'Last 12 hours', exact: true }).click();
    await page.waitForURL(/from=now-12h&to=now/);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.waitForURL(/from=\d{13}&to=\d{13}/);
    noComplaints();
  });

  it('zooms into what is dragged over', async () => {
    await inSomeDashboard(async () => {
      const chart = page.locator('.u-over').first();
      if ((await chart.count()) === 0) return false;
      await chart.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await chart.boundingBox();
      await page.mouse.move(x + width * 0.3, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 8 });
      await page.mouse.up();
      await page.waitForURL(/from=\d{13}&to=\d{13}/);
      return true;
    });
    noComplaints();
  });

  it('shows a sample that arrives, without loading again', async (test) => {
    const token = process.env.ANDON_TOKEN;
    if (!token) return test.skip('ANDON_TOKEN is not set');
    const heard = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push(String(payload))),
    );
    await inSomeDashboard(() => seesNewSample(token, heard));
    noComplaints();
  });

  it('shows one panel alone, its data and its SQL', async () => {
    const [{ url }] = await dashboards(page);
    await page.goto(url);
    await settled(page);
    const panel = page.locator('[data-panel-id]').first();
    const openMenu = async () => {
      await panel.hover();
      await panel.getByRole('button', { name: /^Menu of/ }).click();
    };
    await openMenu();
    await page.getByRole('menuitem', { name: 'Inspect' }).click();
    await page.getByRole('tab', { name: 'Panel JSON' }).click();
    await page.getByRole('region', { name: 'The panel in the file' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await openMenu();
    await page.getByRole('menuitem', { name: 'View' }).click();
    await page.waitForURL(/viewPanel=/);
    await page.waitForFunction(() => document.querySelectorAll('[data-panel-id]').length === 1);
    await page.keyboard.press('Escape');
    await page.waitForURL((address) => !address.searchParams.has('viewPanel'));
    noComplaints();
  });

  it('draws a panel once for each chosen value, each with its own answer', async () => {
    await inSomeDashboard(async () => {
      const variable = await repeatFirstPanel();
      if (variable === null) return false;
      const asked = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/query')) asked.push(...request.postDataJSON().panels);
      });
      await page.goto(`${new URL(page.url()).pathname}?var-${variable.name}=$__all`);
      await settled(page);
      const copies = asked.filter(({ values }) => values?.[variable.name] !== undefined);
      assert.ok(new Set(copies.map(({ id }) => id)).size > 1, 'several copies are asked for');
      assert.equal(new Set(copies.map(({ panel }) => panel)).size, 1, 'copies of the same panel');
      for (const { id } of copies) await page.locator(`[data-panel-id="${id}"]`).waitFor();
      assert.equal(await page.locator('[data-panel-id]').getByRole('alert').count(), 0);
      return true;
    });
    noComplaints();
  });

  it('says what of a file is not followed', async () => {
    const [{ url }] = await dashboards(page);
    await changeDashboard((dashboard) => {
      dashboard.annotations = { list: [] };
      dashboard.weekStart = 'monday';
    });
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'One note' }).first().click();
    await page.getByText('The file starts weeks on Monday').waitFor();
    noComplaints();
  });

  it('works in several tabs side by side', async () => {
    const refused = [];
    context.on('response', (response) => {
      if (response.status() === 401 || response.status() === 403) refused.push(response.url());
    });
    const all = await dashboards(page);
    const tabs = await Promise.all(all.map(() => context.newPage()));
    await Promise.all(tabs.map((tab, i) => tab.goto(all[i].url)));
    await Promise.all(tabs.map(settled));
    for (let round = 0; round < 3; round++) {
      await Promise.all(
        tabs.map(async (tab) => {
          const reply = tab.waitForResponse(/\/query$/);
          await tab.getByRole('button', { name: 'Refresh', exact: true }).click();
          assert.equal((await reply).status(), 200);
        }),
      );
    }
    assert.deepEqual(refused, []);
    noComplaints();
  });

  it('keeps the colours that the user chose', async () => {
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'dark');
    noComplaints();
  });

  it('shows nothing but panels on a wall', async () => {
    const [{ url }] = await dashboards(page);
    await page.goto(`${url}?kiosk`);
    await settled(page);
    assert.equal(await page.getByRole('banner').count(), 0);
    await page.keyboard.press('Escape');
    await page.getByRole('banner').waitFor();
    noComplaints();
  });
});

/** The page gets the files of dashboards with a change that no file of this server has. */
function changeDashboard(change) {
  return page.route('**/api/dashboards/uid/*', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    change(body.dashboard);
    await route.fulfill({ response, json: body });
  });
}

/** Makes the open dashboard repeat its first panel; null if it has no variable with several values. */
async function repeatFirstPanel() {
  const uid = new URL(page.url()).pathname.split('/')[2];
  const { dashboard } = await (await page.request.get(`/api/dashboards/uid/${uid}`)).json();
  const variable = dashboard.templating?.list?.find(({ multi, includeAll }) => multi && includeAll);
  if (variable === undefined) return null;
  await changeDashboard(({ panels }) => {
    const first = panels.find(({ type }) => type !== 'row');
    Object.assign(first, { repeat: variable.name, repeatDirection: 'h' });
  });
  return variable;
}

/** Sends a sample that the open dashboard says it waits for; false if it waits for none that this test can make. */
async function seesNewSample(token, heard) {
  // Refreshing calls off what still runs, and an answer that was called off cannot be read.
  let answer = null;
  const reply = page.waitForResponse(async (response) => {
    if (!response.url().endsWith('/query')) return false;
    answer = await response.text().catch(() => null);
    return answer !== null;
  });
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await reply;
  const found = wanted(answer);
  if (found === null) return false;
  if (!(await isLive())) return false;
  const panel = page.locator(`[data-panel-id="${found.panelId}"]`);
  const shown = () =>
    panel.evaluate((each) =>
      [each.textContent, ...[...each.querySelectorAll('[aria-label]')].map((part) => part.ariaLabel)].join(
        '\n',
      ),
    );
  await page.evaluate(() => {
    window.sameDocument = true;
  });
  const before = await shown();
  const value = Math.round(Math.random() * 1e6) / 1000 + 1000;
  const deadline = Date.now() + PATIENCE;
  while (!heard.some((text) => text.includes(String(value))) || (await shown()) === before) {
    assert.ok(Date.now() < deadline, `the sample ${value} did not appear in panel ${found.panelId}`);
    // Sent again and again: the plant sends too, and a panel that shows the newest value may miss one that lasted a moment.
    await send(token, { ...found.sample, value });
    await page.waitForTimeout(100);
  }
  assert.ok(await page.evaluate(() => window.sameDocument), 'the page was loaded again');
  return true;
}

/** A dashboard that does not end now waits for nothing, and shows no live mark. */
async function isLive() {
  const mark = page.locator('[data-testid=live-state][data-state=live]');
  return mark.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

function wanted(ndjson) {
  for (const line of ndjson.split('\n').filter((each) => each.trim() !== '')) {
    const { panelId, results } = JSON.parse(line);
    for (const frame of Object.values(results).flatMap(({ frames }) => frames ?? [])) {
      const live = frame.schema.meta?.custom?.live;
      if (!live?.machines?.length || !live.metrics?.length) continue;
      const sample = { machine_id: live.machines[0], metric_type: live.metrics[0] };
      return { panelId, sample: live.zones?.length ? { ...sample, zone_number: live.zones[0] } : sample };
    }
  }
  return null;
}

async function send(token, sample) {
  const response = await fetch(new URL('/api/v1/metrics', ANDON_URL), {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(sample),
  });
  assert.equal(response.status, 200, await response.text());
}
