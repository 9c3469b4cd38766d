import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

export const ANDON_URL = process.env.ANDON_URL ?? 'http://127.0.0.1:8080';
const USER = process.env.ANDON_USER ?? 'admin';
const PASSWORD = process.env.ANDON_PASSWORD;

/** Chromium without anything that asks the network for itself. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page with eyes: `complaints` holds what the console and the content security policy object to. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: ANDON_URL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself writes a line for each answer that is not a success, also where the page expects one.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP violation: ${event.violatedDirective} by ${event.blockedURI}`),
    );
  });
  return { page, context, complaints };
}

export async function signIn(page) {
  assert.ok(PASSWORD, 'ANDON_PASSWORD must be set');
  await page.goto('/login');
  await page.getByLabel('User').fill(USER);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dashboards', level: 1 }).waitFor();
}

/** Every panel in view has its answer, whatever it is. */
export async function settled(page) {
  await page.locator('[data-panel-id]').first().waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[aria-label="Loading"], [aria-busy=true]')].every((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom < 0 || top > innerHeight;
    }),
  );
}

export async function dashboards(page) {
  const response = await page.request.get('/api/search');
  assert.equal(response.status(), 200);
  return response.json();
}
