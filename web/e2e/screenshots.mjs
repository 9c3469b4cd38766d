import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboards, launch, openPage, settled, signIn } from './browser.mjs';

// Takes the pictures of the documentation: every page, in both colour schemes, on a desk and on a phone.
// Another folder may be given as the argument.
const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images', import.meta.url));

const DEVICES = [
  { viewport: { width: 1440, height: 900 } },
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
];

await mkdir(folder, { recursive: true });
const browser = await launch();
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const device of DEVICES) {
      const { width, height } = device.viewport;
      await takeAll(`${colorScheme}-${width}x${height}`, { ...device, colorScheme });
    }
  }
} finally {
  await browser.close();
}

async function takeAll(kind, options) {
  const { page, context } = await openPage(browser, options);
  const take = async (name) => {
    // Fonts and the first strokes of a chart come after the answer.
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    const file = path.join(folder, `${name}-${kind}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(file);
  };
  await page.goto('/login');
  await page.getByLabel('User').waitFor();
  await take('login');
  await signIn(page);
  await page.getByRole('listitem').first().waitFor();
  await take('dashboards');
  for (const name of ['machines', 'ingest', 'storage']) {
    await page.goto(`/${name}`);
    await page.getByRole('table').first().waitFor();
    await take(name);
  }
  for (const { uid, url } of await dashboards(page)) {
    await page.goto(url);
    await settled(page);
    await take(uid);
  }
  await context.close();
}
